import { companyShortName } from '../companies.ts';
import { customerOfProject, projectSchedule } from '../relations.ts';
import type { SeedSource } from '../source.ts';

const SUBJECTS: readonly (readonly [string, string])[] = [
  ['Warehouse automation', 'WHA'],
  ['Yard management', 'YRD'],
  ['Crane control upgrade', 'CRN'],
  ['Cold store extension', 'CLD'],
  ['Customer portal', 'POR'],
  ['Parcel sorting line', 'SRT'],
  ['Fleet telematics', 'FLT'],
  ['Berth planning', 'BRT'],
  ['Spare parts shop', 'SPS'],
  ['Energy monitoring', 'ENM'],
  ['Gate automation', 'GAT'],
  ['Safety retrofit', 'SAF'],
  ['Demand forecast', 'DMF'],
  ['Packing robots', 'PKR'],
  ['Container tracking', 'CTR'],
  ['Billing migration', 'BIL'],
  ['Maintenance planner', 'MNT'],
  ['Route optimisation', 'RTE'],
  ['Shore power', 'SHP'],
  ['Returns centre', 'RTN'],
];

export const projectSource: SeedSource = {
  code: 'project',
  row(index, random, world) {
    const [subject, letters] = SUBJECTS[index % SUBJECTS.length] ?? ['Warehouse automation', 'WHA'];
    const customer = customerOfProject(index, world);
    const { status, start, due, progress } = projectSchedule(index);
    const budget = random.int(8, 240) * 5_000;
    const health =
      status === 'completed'
        ? 'on_track'
        : random.weighted([
            ['on_track', 6],
            ['at_risk', 3],
            ['off_track', 1],
          ]);
    return {
      name: `${subject}, ${companyShortName(customer)}`,
      code: `${letters}-${101 + index}`,
      status,
      priority: random.weighted([
        ['low', 2],
        ['normal', 6],
        ['high', 3],
        ['critical', 1],
      ]),
      health,
      customerId: world.id('customer', customer),
      managerId: world.id('employee', world.spread('employee', index, 19)),
      departmentId: world.id('department', random.pick([4, 6, 9, 9])),
      startOn: world.day(start),
      dueOn: world.day(due),
      budget,
      spent: Math.round(budget * (progress / 100) * (0.75 + random.next() * 0.4)),
      currency: 'EUR',
      progress,
      description: `${subject} for ${companyShortName(customer)}: survey, design, installation, commissioning and hand-over, with training of the operators.`,
      tags: random.some(['automation', 'software', 'hardware', 'on site', 'fixed price', 'retrofit', 'pilot'], 2),
    };
  },
};
