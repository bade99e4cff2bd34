import { MILESTONES_PER_PROJECT, projectSchedule } from '../relations.ts';
import type { SeedSource } from '../source.ts';

const STEPS = ['Design approved', 'Delivery complete', 'Commissioning finished', 'Hand-over accepted'];

export const milestoneSource: SeedSource = {
  code: 'milestone',
  row(index, random, world) {
    const project = Math.floor(index / MILESTONES_PER_PROJECT);
    const step = index % MILESTONES_PER_PROJECT;
    const { start, due, progress } = projectSchedule(project);
    const at = (step + 1) / MILESTONES_PER_PROJECT;
    const day = Math.round(start + (due - start) * at);
    const isReached = progress / 100 >= at;
    const status = isReached ? 'reached' : day < 0 ? 'missed' : progress / 100 > at - 0.25 ? 'in_progress' : 'planned';
    return {
      name: STEPS[step] ?? 'Hand-over accepted',
      projectId: world.id('project', project),
      ownerId: world.id('employee', world.spread('employee', project, 19)),
      status,
      dueOn: world.day(day),
      reachedOn: isReached ? world.day(Math.min(0, day + random.int(-6, 9))) : null,
      progress: isReached ? 100 : Math.max(0, Math.min(95, Math.round((progress / 100 - at + 0.25) * 400))),
      billingAmount: random.int(2, 40) * 2_500,
      currency: 'EUR',
      acceptance: 'Signed protocol by the customer, with no defects of class 1.',
    };
  },
};
