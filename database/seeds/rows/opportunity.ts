import { companyShortName } from '../companies.ts';
import type { SeedSource } from '../source.ts';

const SUBJECTS = [
  'sorting line',
  'terminal upgrade',
  'maintenance contract',
  'portal licences',
  'cold store',
  'training package',
  'spare parts',
  'telematics',
  'second shift line',
];
const PROBABILITY = { lead: 10, qualified: 25, proposal: 50, negotiation: 75, won: 100, lost: 0 };

/** Opportunity n is with customer n modulo their number; quotes and contracts follow the same rule. */
export const opportunitySource: SeedSource = {
  code: 'opportunity',
  row(index, random, world) {
    const customer = index % world.count('customer');
    const stage = random.weighted([
      ['lead', 3],
      ['qualified', 3],
      ['proposal', 3],
      ['negotiation', 2],
      ['won', 4],
      ['lost', 2],
    ] as const);
    const isClosed = stage === 'won' || stage === 'lost';
    return {
      name: `${companyShortName(customer)}: ${random.pick(SUBJECTS)}`,
      customerId: world.id('customer', customer),
      contactId: world.id('contact', customer),
      ownerId: world.id('employee', world.spread('employee', index, 53)),
      stage,
      source: random.pick(['website', 'referral', 'event', 'partner', 'outbound']),
      amount: random.int(4, 300) * 2_500,
      currency: 'EUR',
      probability: PROBABILITY[stage],
      expectedOn: world.day(isClosed ? -random.int(10, 300) : random.int(5, 240)),
      closedOn: isClosed ? world.day(-random.int(1, 300)) : null,
      lostReason:
        stage === 'lost' ? random.pick(['Price', 'Delivery date', 'Chose to wait', 'Competitor was known']) : null,
      nextStep: isClosed
        ? null
        : random.pick(['Site visit', 'Send proposal', 'Reference call', 'Meet purchasing', 'Clarify scope']),
      description: random.chance(0.3) ? 'Wants to start before the high season.' : null,
      tags: random.some(['tender', 'existing customer', 'strategic'], 1),
    };
  },
};
