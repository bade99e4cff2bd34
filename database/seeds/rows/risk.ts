import type { SeedSource } from '../source.ts';

const RISKS = [
  'Late delivery of drives',
  'Floor does not bear the load',
  'Key colleague leaves',
  'Permit takes longer',
  'Interface changes',
  'Steel price rises',
  'No access during peak season',
  'Operator training too short',
  'Network not ready',
  'Supplier in difficulties',
];

export const riskSource: SeedSource = {
  code: 'risk',
  row(index, random, world) {
    const raised = -random.int(5, 300);
    const status = random.weighted([
      ['open', 6],
      ['mitigated', 3],
      ['occurred', 1],
      ['closed', 3],
    ]);
    return {
      title: random.pick(RISKS),
      projectId: world.id('project', world.spread('project', index, 71)),
      ownerId: world.id('employee', world.spread('employee', index, 73)),
      category: random.pick(['technical', 'schedule', 'cost', 'legal', 'people', 'external']),
      status,
      likelihood: random.int(1, 5),
      impact: random.int(1, 5),
      response: random.weighted([
        ['mitigate', 5],
        ['accept', 2],
        ['avoid', 2],
        ['transfer', 1],
      ]),
      exposure: random.int(1, 60) * 2_000,
      currency: 'EUR',
      raisedOn: world.day(raised),
      reviewOn: status === 'open' ? world.day(random.int(1, 60)) : null,
      mitigation: 'Weekly call with the supplier; second source named; decision at the next steering committee.',
    };
  },
};
