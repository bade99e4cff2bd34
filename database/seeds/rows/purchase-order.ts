import { grossAmount } from '../money.ts';
import type { SeedSource } from '../source.ts';

export const purchaseOrderSource: SeedSource = {
  code: 'purchase_order',
  row(index, random, world) {
    const status = random.weighted([
      ['draft', 1],
      ['approved', 2],
      ['ordered', 4],
      ['partly_received', 1],
      ['received', 8],
      ['cancelled', 1],
    ]);
    const isOrdered = status !== 'draft' && status !== 'approved';
    const ordered = status === 'received' ? -random.int(20, 400) : -random.int(1, 40);
    const net = random.int(2, 900) * 100;
    const department = world.spread('department', index, 109);
    return {
      number: `PO-${60_001 + index}`,
      subject: random.pick([
        'Drives and gearboxes',
        'Control cabinets',
        'Sensors',
        'Office furniture',
        'Freight',
        'Licences',
        'Steel profiles',
        'Scaffolding',
        'Laptops',
      ]),
      vendorId: world.id('vendor', world.spread('vendor', index, 113)),
      requesterId: world.id('employee', world.spread('employee', index, 127)),
      departmentId: world.id('department', department),
      projectId: random.chance(0.6) ? world.id('project', world.spread('project', index, 131)) : null,
      officeId: world.id('office', world.spread('office', index, 137)),
      status,
      orderedOn: isOrdered ? world.day(ordered) : null,
      expectedOn: isOrdered ? world.day(ordered + random.int(5, 60)) : null,
      receivedOn: status === 'received' ? world.day(Math.min(0, ordered + random.int(4, 70))) : null,
      netAmount: net,
      taxRate: 19,
      totalAmount: grossAmount(net, 19),
      currency: 'EUR',
      notes: random.chance(0.15) ? 'Unload at gate 3, fork lift available.' : null,
    };
  },
};
