import { phoneNumber } from '../phone-number.ts';
import { PLACES } from '../places.ts';
import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

/** The headquarters in Hamburg, branches, and a warehouse in every fourth place. */
export const officeSource: SeedSource = {
  code: 'office',
  row(index, random, world) {
    const place = PLACES[index % PLACES.length] ?? random.pick(PLACES);
    const again = Math.floor(index / PLACES.length);
    const kind =
      index === 0
        ? 'headquarters'
        : index % 4 === 3
          ? 'warehouse'
          : random.weighted([
              ['branch', 5],
              ['coworking', 1],
            ]);
    const suffix =
      { headquarters: 'Headquarters', warehouse: 'Warehouse', branch: 'Branch', coworking: 'Studio' }[kind] ?? '';
    return {
      name: `${place.city} ${suffix}${again ? ` ${again + 1}` : ''}`,
      code: `${slug(place.city).slice(0, 3).toUpperCase()}${String(index + 1).padStart(2, '0')}`,
      kind,
      street: `${place.street} ${random.int(1, 180)}`,
      postalCode: place.postalCode,
      city: place.city,
      country: place.country,
      timeZone: place.timeZone,
      phone: phoneNumber(random, place.callingCode),
      capacity: kind === 'warehouse' ? random.int(20, 90) * 100 : random.int(2, 18) * 10,
      openedOn: world.day(-random.int(400, 9_000)),
      isActive: again === 0 || random.chance(0.9),
    };
  },
};
