import type { SeedSource } from '../source.ts';

const TITLES = [
  'Second scanner at gate 1',
  'Longer conveyor in hall B',
  'Different label format',
  'Extra emergency stop',
  'Later hand-over',
  'Interface to the new ERP',
  'Additional training day',
  'Stronger drive on line 2',
  'Cable route along the wall',
];

export const changeRequestSource: SeedSource = {
  code: 'change_request',
  row(index, random, world) {
    const status = random.weighted([
      ['draft', 1],
      ['submitted', 3],
      ['approved', 4],
      ['rejected', 2],
      ['implemented', 3],
    ]);
    const requested = -random.int(5, 250);
    const isDecided = status === 'approved' || status === 'rejected' || status === 'implemented';
    return {
      number: `CR-${1_001 + index}`,
      title: random.pick(TITLES),
      projectId: world.id('project', world.spread('project', index, 83)),
      requesterId: world.id('employee', world.spread('employee', index, 89)),
      approverId: isDecided ? world.id('employee', world.spread('department', index, 97)) : null,
      kind: random.pick(['scope', 'scope', 'schedule', 'budget', 'quality']),
      status,
      impactDays: random.int(-2, 20),
      costImpact: random.int(-4, 60) * 500,
      currency: 'EUR',
      requestedOn: world.day(requested),
      decidedOn: isDecided ? world.day(Math.min(0, requested + random.int(1, 14))) : null,
      justification: 'The customer asked for it at the site meeting, and operations agrees.',
      description: random.chance(0.4) ? 'Drawing and cost estimate are in the project folder.' : null,
    };
  },
};
