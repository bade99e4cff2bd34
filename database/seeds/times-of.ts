import type { Random } from './random.ts';
import type { SeedRow } from './source.ts';
import type { World } from './world.ts';

/** How far back the demo company's records go. */
const DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * When a record was made and last changed: at working hours of the last year or so, as after an import of older data, and
 * not before the last thing that it says has happened. The version triggers see to it that no change lies before the
 * record was made, nor in the future.
 */
export function timesOf(random: Random, world: World, row: SeedRow): { createdTs: string; updatedTs: string } {
  const created = random.int(1, DAYS);
  const changed = random.chance(0.3) ? created : random.int(1, created);
  const moment = (daysAgo: number) => world.moment(-daysAgo, random.int(6, 18), random.int(0, 59));
  return { createdTs: moment(created), updatedTs: moment(Math.min(changed, lastDayAgo(row, world.today))) };
}

/** How many days ago the last day lies that the record names, those to come aside; infinite where it names none. */
function lastDayAgo(row: SeedRow, today: string): number {
  const daysAgo = Object.values(row)
    .filter((value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value))
    .map((value) => (Date.parse(today) - Date.parse(String(value).slice(0, 10))) / DAY_MS);
  return Math.min(...daysAgo.filter((days) => days >= 0), Number.POSITIVE_INFINITY);
}
