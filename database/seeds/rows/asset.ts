import type { SeedSource } from '../source.ts';

const MODELS = {
  laptop: ['Laptop 14"', 'Laptop 16"'],
  phone: ['Phone', 'Rugged phone'],
  monitor: ['Monitor 27"', 'Monitor 32"'],
  server: ['Rack server'],
  vehicle: ['Van', 'Estate car'],
  furniture: ['Standing desk', 'Meeting table'],
  machine: ['Fork lift', 'Test bench', 'Crane scale'],
};
const PRICE = {
  laptop: 1_600,
  phone: 650,
  monitor: 420,
  server: 7_800,
  vehicle: 34_000,
  furniture: 780,
  machine: 18_500,
};

export const assetSource: SeedSource = {
  code: 'asset',
  row(index, random, world) {
    const kind = random.weighted([
      ['laptop', 8],
      ['phone', 5],
      ['monitor', 5],
      ['furniture', 3],
      ['machine', 2],
      ['vehicle', 1],
      ['server', 1],
    ] as const);
    const bought = -random.int(10, 1_800);
    const status =
      bought < -1_500
        ? random.pick(['retired', 'in_store', 'in_use'])
        : random.weighted([
            ['in_use', 9],
            ['in_store', 2],
            ['in_repair', 1],
            ['ordered', 1],
          ]);
    return {
      name: random.pick(MODELS[kind]),
      assetTag: `TM-${String(index + 1).padStart(6, '0')}`,
      kind,
      status,
      condition:
        bought > -200
          ? 'new'
          : random.weighted([
              ['good', 6],
              ['worn', 3],
              ['broken', 1],
            ]),
      holderId: status === 'in_use' ? world.id('employee', world.spread('employee', index, 151)) : null,
      officeId: world.id('office', world.spread('office', index, 157)),
      vendorId: world.id('vendor', world.spread('vendor', index, 163)),
      purchaseOrderId: random.chance(0.3)
        ? world.id('purchase_order', world.spread('purchase_order', index, 167))
        : null,
      serialNumber: `SN${random.int(10_000_000, 99_999_999)}`,
      purchasedOn: world.day(bought),
      warrantyUntil: world.day(bought + random.pick([730, 1_095])),
      price: Math.round(PRICE[kind] * (0.8 + random.next() * 0.5)),
      currency: 'EUR',
      lifetimeMonths: kind === 'machine' || kind === 'vehicle' ? 96 : 36,
      notes: null,
    };
  },
};
