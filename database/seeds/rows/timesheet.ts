import { projectOfTask } from '../relations.ts';
import type { SeedSource } from '../source.ts';

const ACTIVITIES = [
  'Design review',
  'Installation on site',
  'Commissioning',
  'Documentation',
  'Customer meeting',
  'Testing',
  'Travel',
  'Planning',
  'Fault finding',
  'Training',
];

export const timesheetSource: SeedSource = {
  code: 'timesheet',
  row(index, random, world) {
    const task = world.spread('task', index, 59);
    const worked = -random.int(0, 120);
    const status =
      worked > -7
        ? random.pick(['draft', 'submitted'])
        : random.weighted([
            ['approved', 8],
            ['invoiced', 6],
            ['rejected', 1],
          ]);
    const isDecided = status === 'approved' || status === 'invoiced' || status === 'rejected';
    const approver = world.spread('department', index, 61);
    return {
      activity: random.pick(ACTIVITIES),
      employeeId: world.id('employee', world.spread('employee', index, 67)),
      projectId: world.id('project', projectOfTask(task, world)),
      taskId: world.id('task', task),
      workedOn: world.day(worked),
      hours: random.int(2, 34) / 4,
      isBillable: random.chance(0.75),
      hourlyRate: random.pick([85, 95, 110, 125, 140]),
      currency: 'EUR',
      status,
      approverId: isDecided ? world.id('employee', approver) : null,
      approvedTs:
        status === 'approved' || status === 'invoiced'
          ? world.moment(Math.min(0, worked + random.int(1, 6)), random.int(7, 18), random.int(0, 59))
          : null,
      notes: random.chance(0.1) ? 'Waited an hour at the gate.' : null,
    };
  },
};
