import type { Random } from './random.ts';
import type { SeedRow } from './source.ts';
import type { World } from './world.ts';

/** How far back the demo company's records go. */
const DAYS = 400;

/**
 * When a record was made and last changed: at working hours of the last year or so, as after an import of older data, and
 * not before the last thing that it says has happened. The version triggers see to it that no change lies before the
 * record was made, nor in the future.
 */
export function timesOf(random: Random, world: World, row: SeedRow): { createdTs: string; updatedTs: string } {
  const created = random.int(1, DAYS);
  const moment = (daysAgo: number) => world.moment(-daysAgo, random.int(6, 18), random.int(0, 59));
  const createdTs = moment(created);
  const changedTs = random.chance(0.3) ? createdTs : moment(random.int(1, created));
  const [day, time] = changedTs.split('T');
  const last = lastDay(row, world.today);
  return { createdTs, updatedTs: last > String(day) ? `${last}T${time}` : changedTs };
}

/** The last day that the record names, those to come aside; empty where it names none. */
function lastDay(row: SeedRow, today: string): string {
  const days = Object.values(row).flatMap((value) => /^\d{4}-\d\d-\d\d/.exec(String(value)) ?? []);
  return (
    days
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? ''
  );
}
