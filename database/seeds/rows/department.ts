import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

/** Name, code, cost center, department above (by number), mission. */
export const DEPARTMENTS: readonly (readonly [string, string, number, number | null, string])[] = [
  ['Management', 'MGT', 1000, null, 'Sets direction, and answers for it.'],
  ['Finance', 'FIN', 1100, 0, 'Pays on time, gets paid on time, and knows where we stand.'],
  ['People', 'PPL', 1200, 0, 'Finds good colleagues, and gives them reasons to stay.'],
  ['Legal', 'LEG', 1300, 0, 'Contracts that both sides understand.'],
  ['Engineering', 'ENG', 4000, 0, 'Builds the products and the plants that customers rely on.'],
  ['Platform', 'PLT', 4100, 4, 'Keeps the tools that everyone else works with fast and dull.'],
  ['Automation', 'AUT', 4200, 4, 'Conveyors, cranes and the control systems that move them.'],
  ['Product', 'PRD', 4300, 4, 'Decides what to build next, with customers at the table.'],
  ['Design', 'DSG', 4310, 7, 'Makes the difficult look obvious.'],
  ['Project Delivery', 'DEL', 5000, 0, 'Projects on time, on budget, without surprises.'],
  ['Customer Support', 'SUP', 5100, 9, 'Answers within the hour, solves within the day.'],
  ['Sales', 'SAL', 6000, 0, 'Sells what we can deliver.'],
  ['Marketing', 'MKT', 6100, 11, 'Tells the story in plain words.'],
  ['Purchasing', 'PUR', 7000, 1, 'Buys well, from people we would buy from again.'],
  ['Logistics', 'LOG', 7100, 0, 'The right part, in the right place, in time.'],
  ['Quality and Safety', 'QSA', 7200, 0, 'Everyone goes home in one piece.'],
];

/** Beyond the sixteen of the list come regional units. */
export const departmentSource: SeedSource = {
  code: 'department',
  row(index, random, world) {
    const known = DEPARTMENTS[index];
    const name = known?.[0] ?? `Regional Unit ${index - DEPARTMENTS.length + 1}`;
    const parent = known ? known[3] : 0;
    return {
      name,
      code: known?.[1] ?? `REG${String(index - DEPARTMENTS.length + 1).padStart(2, '0')}`,
      parentId: parent === null ? null : world.id('department', parent),
      officeId: world.id('office', index % 3 === 0 ? 0 : world.spread('office', index, 3)),
      costCenter: String(known?.[2] ?? 8_000 + index),
      email: `${slug(name)}@tidemark.example`,
      headcountPlan: Math.round((world.count('employee') / world.count('department')) * (1 + random.next() * 0.3)),
      status: random.chance(0.95) ? 'active' : 'merging',
      mission: known?.[4] ?? 'Close to customers of the region.',
    };
  },
};
