import { companyName } from '../companies.ts';
import { phoneNumber } from '../phone-number.ts';
import { PLACES } from '../places.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

const INDUSTRIES = [
  'Shipping',
  'Ports and terminals',
  'Food',
  'Chemicals',
  'Automotive',
  'Retail',
  'Pharmaceuticals',
  'Paper and packaging',
  'Energy',
  'Public transport',
  'Steel',
  'Furniture',
  'Electronics',
  'Health care',
];

export const customerSource: SeedSource = {
  code: 'customer',
  row(index, random, world) {
    const place = PLACES[world.spread('office', index, 13) % PLACES.length] ?? random.pick(PLACES);
    const name = companyName(index);
    const segment = random.weighted([
      ['small', 4],
      ['mid_market', 5],
      ['enterprise', 2],
    ] as const);
    // Customers with projects are active; leads come last.
    const isBuying = index < world.count('project') || random.chance(0.6);
    return {
      name,
      number: `C-${10_001 + index}`,
      kind: random.weighted([
        ['company', 12],
        ['public_sector', 2],
        ['nonprofit', 1],
      ]),
      status: isBuying
        ? 'active'
        : random.weighted([
            ['lead', 5],
            ['inactive', 3],
            ['blocked', 1],
          ]),
      segment,
      industry: random.pick(INDUSTRIES),
      accountManagerId: world.id('employee', world.spread('employee', index, 17)),
      vatNumber: `DE${random.int(100_000_000, 999_999_999)}`,
      email: `office@${slug(name)}.example`,
      phone: phoneNumber(random, place.callingCode),
      website: `https://www.${slug(name)}.example`,
      street: `${place.street} ${random.int(1, 220)}`,
      postalCode: place.postalCode,
      city: place.city,
      country: place.country,
      creditLimit: { small: 10_000, mid_market: 75_000, enterprise: 400_000 }[segment] * random.int(1, 4),
      currency: place.currency,
      paymentTermDays: random.pick([14, 30, 30, 45, 60]),
      customerSince: isBuying ? world.day(-random.int(90, 4_500)) : null,
      notes: random.chance(0.15) ? 'Wants invoices by post as well.' : null,
      tags: random.some(['key account', 'reference', 'tender', 'framework contract', 'new'], 2),
    };
  },
};
