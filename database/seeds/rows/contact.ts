import { companyName } from '../companies.ts';
import { nameOf } from '../names.ts';
import { phoneNumber } from '../phone-number.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

const ROLES = [
  'Head of Purchasing',
  'Plant Manager',
  'Managing Director',
  'IT Manager',
  'Shift Supervisor',
  'Head of Logistics',
  'Maintenance Planner',
  'Controller',
];

/** The first contact of each customer is its primary one: contact n belongs to customer n modulo their number. */
export const contactSource: SeedSource = {
  code: 'contact',
  row(index, random, world) {
    const customer = index % world.count('customer');
    const { full, mailbox } = nameOf(index + 20_011);
    return {
      name: full,
      customerId: world.id('customer', customer),
      role: random.pick(ROLES),
      email: `${mailbox}@${slug(companyName(customer))}.example`,
      phone: phoneNumber(random),
      mobile: random.chance(0.7) ? phoneNumber(random) : null,
      status: random.weighted([
        ['active', 12],
        ['moved_on', 2],
        ['do_not_contact', 1],
      ]),
      isPrimary: index < world.count('customer'),
      language: random.weighted([
        ['en', 5],
        ['de', 5],
        ['fr', 2],
        ['pl', 1],
        ['nl', 1],
        ['it', 1],
        ['es', 1],
      ]),
      lastContactTs: random.chance(0.8)
        ? world.moment(-random.int(0, 300), random.int(8, 17), random.int(0, 59))
        : null,
      newsletter: random.chance(0.4),
      notes: random.chance(0.1) ? 'Best reached before nine.' : null,
    };
  },
};
