import type { SeedSource } from '../source.ts';

const TITLES: readonly (readonly [string, string])[] = [
  ['Site meeting', 'meeting'],
  ['Steering committee', 'meeting'],
  ['Design workshop', 'workshop'],
  ['Safety training', 'training'],
  ['Tender deadline', 'deadline'],
  ['Trip to the site', 'travel'],
  ['Factory acceptance test', 'workshop'],
  ['Operator training', 'training'],
  ['Summer party', 'holiday'],
];

export const eventSource: SeedSource = {
  code: 'event',
  row(index, random, world) {
    const [title, kind] = random.pick(TITLES);
    const day = random.int(-120, 120);
    const hour = random.int(8, 15);
    return {
      title,
      kind,
      status:
        day < 0
          ? random.weighted([
              ['held', 9],
              ['cancelled', 1],
            ])
          : random.weighted([
              ['confirmed', 6],
              ['tentative', 3],
              ['cancelled', 1],
            ]),
      organizerId: world.id('employee', world.spread('employee', index, 191)),
      projectId: random.chance(0.7) ? world.id('project', world.spread('project', index, 193)) : null,
      customerId: random.chance(0.3) ? world.id('customer', world.spread('customer', index, 197)) : null,
      officeId: world.id('office', world.spread('office', index, 199)),
      startTs: world.moment(day, hour, random.pick([0, 15, 30])),
      endTs: world.moment(day, hour + random.int(1, 4), 45),
      isAllDay: random.chance(0.08),
      room: random.pick(['Bridge', 'Engine room', 'Chart house', 'Galley', 'Crow’s nest']),
      meetingUrl: random.chance(0.6) ? `https://meet.tidemark.example/${index + 1}` : null,
      attendees: random.int(2, 24),
      agenda: random.chance(0.5) ? '1. Open points\n2. Progress\n3. Risks\n4. Next steps' : null,
      tags: random.some(['customer', 'internal', 'recurring'], 1),
    };
  },
};
