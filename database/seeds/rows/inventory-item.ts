import type { SeedSource } from '../source.ts';

export const inventoryItemSource: SeedSource = {
  code: 'inventory_item',
  row(index, random, world) {
    const quantity = random.weighted([
      [0, 1],
      [random.int(1, 20), 3],
      [random.int(20, 600), 6],
    ]);
    const reorder = random.int(5, 40);
    const product = index % world.count('product');
    return {
      name: `Stock ${String(product + 1).padStart(5, '0')} ${random.pick(['blue box', 'pallet', 'rack', 'drawer'])}`,
      lot: `L${String(index + 1).padStart(6, '0')}`,
      productId: world.id('product', product),
      // Every fourth office is a warehouse (see the office source).
      officeId: world.id('office', 3 + 4 * (index % Math.max(1, Math.floor(world.count('office') / 4)))),
      shelf: `${random.pick(['A', 'B', 'C', 'D', 'E'])}-${String(random.int(1, 24)).padStart(2, '0')}-${random.int(1, 5)}`,
      status:
        quantity === 0
          ? random.pick(['out_of_stock', 'on_order'])
          : quantity < reorder
            ? 'low'
            : random.chance(0.02)
              ? 'quarantined'
              : 'in_stock',
      quantity,
      reserved: Math.floor(quantity * random.next() * 0.4),
      reorderPoint: reorder,
      unitCost: random.int(2, 900),
      currency: 'EUR',
      expiresOn: random.chance(0.15) ? world.day(random.int(-20, 600)) : null,
      countedOn: world.day(-random.int(1, 300)),
      lastMovementTs: world.moment(-random.int(0, 60), random.int(6, 21), random.int(0, 59)),
    };
  },
};
