import type { Random } from './random.ts';
import type { World } from './world.ts';

/** How far back the demo company's records go. */
const DAYS = 400;

/** When a record was made and last changed: at working hours of the last year or so, as after an import of older data. */
export function timesOf(random: Random, world: World): { createdTs: string; updatedTs: string } {
  const created = random.int(1, DAYS);
  const moment = (daysAgo: number) => world.moment(-daysAgo, random.int(6, 18), random.int(0, 59));
  const createdTs = moment(created);
  return { createdTs, updatedTs: random.chance(0.3) ? createdTs : moment(random.int(1, created)) };
}
