import { createRandom } from './random.ts';
import type { World } from './world.ts';

/** Milestones of each project, in their order. */
export const MILESTONES_PER_PROJECT = 4;

export const customerOfProject = (project: number, world: World) => project % world.count('customer');
export const projectOfTask = (task: number, world: World) => world.spread('project', task, 23);
export const projectOfTicket = (ticket: number, world: World) => world.spread('project', ticket, 29);
export const projectOfDocument = (document: number, world: World) => world.spread('project', document, 31);
export const customerOfContract = (contract: number, world: World) => contract % world.count('customer');

interface Schedule {
  readonly status: 'planned' | 'active' | 'on_hold' | 'completed' | 'cancelled';
  /** Days from today. */
  readonly start: number;
  readonly due: number;
  /** Per cent. */
  readonly progress: number;
}

/** When a project runs, and how far it is; its tasks and milestones follow it. */
export function projectSchedule(project: number): Schedule {
  const random = createRandom(`project-schedule/${project}`);
  // The first projects are those that the demo people work on: they run now.
  const status =
    project < 12
      ? 'active'
      : random.weighted([
          ['planned', 3],
          ['active', 9],
          ['on_hold', 1],
          ['completed', 6],
          ['cancelled', 1],
        ] as const);
  const length = random.int(90, 420);
  const done =
    status === 'planned'
      ? 0
      : status === 'completed'
        ? 1
        : status === 'cancelled'
          ? random.next() * 0.5
          : 0.1 + random.next() * 0.8;
  const start =
    status === 'planned'
      ? random.int(5, 120)
      : status === 'completed'
        ? -length - random.int(5, 500)
        : -Math.round(length * done);
  return { status, start, due: start + length, progress: Math.round(done * 100) };
}
