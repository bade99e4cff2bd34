import { slug } from '../slug.ts';
import type { SeedSource } from '../source.ts';

const NAMES = [
  'Harbour',
  'Lighthouse',
  'Compass',
  'Keel',
  'Anchor',
  'Beacon',
  'Current',
  'Ebb',
  'Tide',
  'Spring',
  'Delta',
  'Estuary',
  'Quay',
  'Mole',
  'Dredge',
];

export const teamSource: SeedSource = {
  code: 'team',
  row(index, random, world) {
    const series = Math.floor(index / NAMES.length);
    const name = `${NAMES[index % NAMES.length]}${series ? ` ${series + 1}` : ''}`;
    return {
      name: `Team ${name}`,
      code: `T${String(index + 1).padStart(3, '0')}`,
      departmentId: world.id('department', world.spread('department', index, 37)),
      leadId: world.id('employee', world.spread('employee', index, 41)),
      kind: random.weighted([
        ['delivery', 5],
        ['platform', 2],
        ['support', 2],
        ['sales', 2],
        ['operations', 2],
      ]),
      status: random.weighted([
        ['active', 10],
        ['forming', 1],
        ['disbanded', 1],
      ]),
      email: `team-${slug(name)}@tidemark.example`,
      formedOn: world.day(-random.int(30, 2_500)),
      size: random.int(4, 12),
      purpose: 'One team, one board, one retrospective every second Thursday.',
      tags: random.some(['hybrid', 'on site', 'shifts', 'new'], 1),
    };
  },
};
