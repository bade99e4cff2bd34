import { createRandom } from '../random.ts';
import { MILESTONES_PER_PROJECT, projectOfTask, projectSchedule } from '../relations.ts';
import type { SeedSource } from '../source.ts';

const VERBS = [
  'Draw up',
  'Review',
  'Order',
  'Install',
  'Test',
  'Commission',
  'Document',
  'Agree on',
  'Measure',
  'Replace',
  'Configure',
  'Inspect',
  'Approve',
  'Prepare',
  'Repair',
  'Hand over',
  'Plan',
  'Calibrate',
];
const THINGS = [
  'conveyor layout',
  'control cabinet',
  'network plan',
  'emergency stops',
  'light barriers',
  'drive units',
  'operator screens',
  'interface to the ERP',
  'load tests',
  'spare parts list',
  'risk assessment',
  'acceptance protocol',
  'cable routes',
  'floor anchors',
  'sensor mounting',
  'user training',
  'data migration',
  'label printers',
  'access rights',
  'shift handover form',
  'backup procedure',
  'fire protection concept',
  'delivery schedule',
  'scanner positions',
  'site survey',
  'permit documents',
  'crane runway',
  'battery charging area',
];
const PLACES = [
  'hall A',
  'hall B',
  'gate 1',
  'gate 3',
  'line 2',
  'the cold store',
  'the yard',
  'berth 4',
  'the office wing',
  'the test rig',
  'phase 1',
  'phase 2',
];

export const taskSource: SeedSource = {
  code: 'task',
  row(index, random, world) {
    const project = projectOfTask(index, world);
    const { status: projectStatus, start, due, progress: projectProgress } = projectSchedule(project);
    const at = random.next();
    const begin = Math.round(start + (due - start) * at * 0.9);
    const end = begin + random.int(2, 25);
    const isPast = projectStatus === 'completed' || (projectStatus !== 'planned' && at * 100 < projectProgress - 8);
    const status = isPast
      ? random.weighted([
          ['done', 14],
          ['in_review', 1],
        ])
      : projectStatus === 'planned' || at * 100 > projectProgress + 15
        ? 'todo'
        : random.weighted([
            ['todo', 3],
            ['in_progress', 5],
            ['in_review', 2],
            ['blocked', 1],
          ]);
    const milestone = Math.min(MILESTONES_PER_PROJECT - 1, Math.floor(at * MILESTONES_PER_PROJECT));
    return {
      title: `${random.pick(VERBS)} ${random.pick(THINGS)} for ${random.pick(PLACES)}`,
      projectId: world.id('project', project),
      milestoneId: world.id('milestone', project * MILESTONES_PER_PROJECT + milestone),
      parentId: null,
      assigneeId: random.chance(0.93)
        ? world.id('employee', assignee(project, random.int(0, 7), world.count('employee')))
        : null,
      status,
      priority: random.weighted([
        ['low', 3],
        ['normal', 8],
        ['high', 3],
        ['urgent', 1],
      ]),
      startOn: world.day(begin),
      dueOn: world.day(end),
      estimateHours: random.int(1, 60) * 2,
      progress: status === 'done' ? 100 : status === 'todo' ? 0 : random.int(1, 9) * 10,
      description: random.chance(0.4)
        ? 'See the drawing in the project folder. Agree the date with the shift lead before starting.'
        : null,
      tags: random.some(['electrical', 'mechanical', 'software', 'paperwork', 'on site', 'waiting for parts'], 1),
    };
  },
};

/** The n-th of the eight people who work on a project. */
function assignee(project: number, n: number, employees: number): number {
  return createRandom(`team/${project}/${n}`).int(0, employees - 1);
}
