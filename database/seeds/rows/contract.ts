import { companyShortName } from '../companies.ts';
import { customerOfContract } from '../relations.ts';
import type { SeedSource } from '../source.ts';

/** Contract n is with the customer of project n, and is about that project where there is one. */
export const contractSource: SeedSource = {
  code: 'contract',
  row(index, random, world) {
    const customer = customerOfContract(index, world);
    const status = random.weighted([
      ['active', 9],
      ['signed', 2],
      ['in_review', 1],
      ['draft', 1],
      ['ended', 4],
      ['terminated', 1],
    ]);
    const start =
      status === 'draft' || status === 'in_review' || status === 'signed' ? random.int(10, 90) : -random.int(20, 900);
    const length = random.pick([180, 365, 365, 730]);
    const end =
      status === 'ended' || status === 'terminated' ? Math.min(start + length, -1) : Math.max(start + length, 30);
    const kind = random.weighted([
      ['fixed_price', 5],
      ['time_and_material', 3],
      ['maintenance', 3],
      ['license', 2],
      ['retainer', 1],
    ] as const);
    const label = {
      fixed_price: 'Delivery',
      time_and_material: 'Services',
      maintenance: 'Maintenance',
      license: 'Licences',
      retainer: 'Advice',
    };
    return {
      number: `K-${40_001 + index}`,
      name: `${label[kind]}, ${companyShortName(customer)}`,
      customerId: world.id('customer', customer),
      quoteId: index < world.count('quote') ? world.id('quote', index) : null,
      projectId: index < world.count('project') ? world.id('project', index) : null,
      ownerId: world.id('employee', world.spread('employee', index, 53)),
      kind,
      status,
      signedOn: status === 'draft' || status === 'in_review' ? null : world.day(Math.min(start, 0) - random.int(3, 40)),
      startOn: world.day(start),
      endOn: world.day(Math.max(end, start)),
      value: random.int(4, 400) * 2_500,
      currency: 'EUR',
      billing: kind === 'fixed_price' ? 'by_milestone' : random.pick(['monthly', 'quarterly', 'yearly']),
      noticeDays: random.pick([30, 60, 90, 90, 180]),
      autoRenew: kind === 'maintenance' || random.chance(0.2),
      terms: random.chance(0.5) ? 'General terms of 2024. Liability limited to the value of the contract.' : null,
    };
  },
};
