import type { SeedSource } from '../source.ts';
import { DEPARTMENTS } from './department.ts';

export const budgetSource: SeedSource = {
  code: 'budget',
  row(index, random, world) {
    const department = index % Math.min(world.count('department'), DEPARTMENTS.length);
    const year = Number(world.today.slice(0, 4)) - (Math.floor(index / DEPARTMENTS.length) % 4);
    const isPast = year < Number(world.today.slice(0, 4));
    const planned = random.int(10, 400) * 5_000;
    return {
      name: `${DEPARTMENTS[department]?.[0]} ${year}`,
      code: `B${String(index + 1).padStart(5, '0')}`,
      departmentId: world.id('department', department),
      projectId: null,
      ownerId: world.id('employee', department),
      fiscalYear: year,
      period: random.weighted([
        ['year', 6],
        ['first_half', 1],
        ['second_half', 1],
      ]),
      kind: random.weighted([
        ['operating', 5],
        ['personnel', 3],
        ['capital', 2],
        ['project', 1],
      ]),
      status: isPast
        ? 'closed'
        : random.weighted([
            ['approved', 6],
            ['draft', 1],
            ['frozen', 1],
          ]),
      planned,
      committed: isPast ? 0 : Math.round(planned * random.next() * 0.2),
      spent: Math.round(planned * (isPast ? 0.85 + random.next() * 0.2 : random.next() * 0.8)),
      currency: 'EUR',
      notes: random.chance(0.2) ? 'Travel was halved in spring.' : null,
    };
  },
};
