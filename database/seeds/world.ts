import { countOf } from './counts.ts';
import { recordId } from './record-id.ts';
import type { SeedSize } from './size.ts';

const DAY_MS = 86_400_000;

/** What the sources know of each other: how many records there are, their ids, who belongs to whom, and the calendar. */
export interface World {
  readonly size: SeedSize;
  /** The day that the data take for today. */
  readonly today: string;
  count(code: string): number;
  id(code: string, index: number): string;
  /** The day so many days from today; negative is the past. */
  day(offset: number): string;
  /** A moment on that day, ISO 8601. */
  moment(offset: number, hour: number, minute: number): string;
  /** Which record of `code` the `index`-th record of something else belongs to: uneven, as in life, but always the same. */
  spread(code: string, index: number, salt: number): number;
}

/** @param today the anchor of all dates, `YYYY-MM-DD` */
export function createWorld(size: SeedSize, today: string): World {
  const start = Date.parse(`${today}T00:00:00Z`);
  const day = (offset: number) => new Date(start + offset * DAY_MS).toISOString().slice(0, 10);
  const count = (code: string) => countOf(code, size);
  return {
    size,
    today,
    count,
    id: recordId,
    day,
    moment: (offset, hour, minute) =>
      `${day(offset)}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00Z`,
    spread: (code, index, salt) => {
      const mixed = Math.imul(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b), 0xc2b2ae35) >>> 0;
      const fraction = mixed / 4_294_967_296;
      // A third of the records goes to the busiest sixth.
      return Math.floor(count(code) * (0.5 * fraction + 0.5 * fraction * fraction));
    },
  };
}
