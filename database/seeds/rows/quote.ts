import { companyShortName } from '../companies.ts';
import { grossAmount } from '../money.ts';
import type { SeedSource } from '../source.ts';

/** Quote n answers opportunity n. */
export const quoteSource: SeedSource = {
  code: 'quote',
  row(index, random, world) {
    const customer = index % world.count('customer');
    const status = random.weighted([
      ['draft', 2],
      ['sent', 4],
      ['accepted', 4],
      ['declined', 2],
      ['expired', 2],
    ]);
    const issued = status === 'sent' ? -random.int(1, 25) : status === 'draft' ? 0 : -random.int(40, 500);
    const net = random.int(40, 6_000) * 50;
    const discount = random.weighted([
      [0, 5],
      [3, 3],
      [5, 2],
      [10, 1],
    ]);
    return {
      number: `Q-${30_001 + index}`,
      subject: `${random.pick(['Supply and installation', 'Upgrade', 'Service', 'Extension', 'Licences'])} for ${companyShortName(customer)}`,
      customerId: world.id('customer', customer),
      contactId: world.id('contact', customer),
      opportunityId: index < world.count('opportunity') ? world.id('opportunity', index) : null,
      ownerId: world.id('employee', world.spread('employee', index, 53)),
      status,
      issuedOn: status === 'draft' ? null : world.day(issued),
      validUntil: status === 'draft' ? null : world.day(issued + 30),
      netAmount: net,
      discount,
      taxRate: 19,
      totalAmount: grossAmount(net * (1 - discount / 100), 19),
      currency: 'EUR',
      terms: 'Delivery free to site. Payment within 30 days. Valid for 30 days.',
    };
  },
};
