import { companyName } from '../companies.ts';
import { phoneNumber } from '../phone-number.ts';
import { PLACES } from '../places.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

export const vendorSource: SeedSource = {
  code: 'vendor',
  row(index, random, world) {
    const place = random.pick(PLACES);
    const name = companyName(index, 267);
    return {
      name,
      number: `V-${20_001 + index}`,
      status: random.weighted([
        ['approved', 9],
        ['candidate', 2],
        ['on_hold', 1],
        ['blocked', 1],
      ]),
      category: random.pick(['hardware', 'software', 'services', 'logistics', 'facilities']),
      buyerId: world.id('employee', world.spread('employee', index, 47)),
      rating: random.weighted([
        [5, 3],
        [4, 6],
        [3, 3],
        [2, 1],
      ]),
      vatNumber: `DE${random.int(100_000_000, 999_999_999)}`,
      iban: `DE${random.int(10, 99)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(1000, 9999)} ${random.int(10, 99)}`,
      email: `sales@${slug(name)}.example`,
      phone: phoneNumber(random, place.callingCode),
      website: `https://www.${slug(name)}.example`,
      city: place.city,
      country: place.country,
      paymentTermDays: random.pick([14, 30, 30, 60]),
      currency: place.currency,
      minimumOrder: random.int(0, 10) * 100,
      reviewOn: world.day(random.int(10, 365)),
      notes: random.chance(0.1) ? 'Delivery on Tuesdays and Fridays only.' : null,
      tags: random.some(['local', 'preferred', 'single source'], 1),
    };
  },
};
