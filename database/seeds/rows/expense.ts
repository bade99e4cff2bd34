import type { SeedSource } from '../source.ts';

const PURPOSES: readonly (readonly [string, string])[] = [
  ['Train to the customer', 'travel'],
  ['Hotel near the site', 'lodging'],
  ['Dinner with the customer', 'meals'],
  ['Laser distance meter', 'equipment'],
  ['PLC course', 'training'],
  ['CAD licence', 'software'],
  ['Parking', 'travel'],
  ['Taxi from the airport', 'travel'],
  ['Safety boots', 'equipment'],
  ['Flowers for reception', 'other'],
];

export const expenseSource: SeedSource = {
  code: 'expense',
  row(index, random, world) {
    const [purpose, category] = random.pick(PURPOSES);
    const spent = -random.int(1, 200);
    const status =
      spent > -10
        ? random.pick(['draft', 'submitted'])
        : random.weighted([
            ['reimbursed', 8],
            ['approved', 3],
            ['rejected', 1],
            ['submitted', 1],
          ]);
    const isDecided = status !== 'draft' && status !== 'submitted';
    return {
      purpose,
      employeeId: world.id('employee', world.spread('employee', index, 101)),
      projectId: random.chance(0.7) ? world.id('project', world.spread('project', index, 103)) : null,
      category,
      status,
      spentOn: world.day(spent),
      amount: random.int(8, 900) + random.pick([0, 0.5, 0.9, 0.95]),
      currency: 'EUR',
      exchangeRate: 1,
      isBillable: random.chance(0.4),
      approverId: isDecided ? world.id('employee', world.spread('department', index, 107)) : null,
      reimbursedOn: status === 'reimbursed' ? world.day(Math.min(0, spent + random.int(3, 20))) : null,
      receiptUrl: `https://files.tidemark.example/receipts/${index + 1}.pdf`,
      notes: null,
    };
  },
};
