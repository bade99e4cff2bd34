import type { Random } from './random.ts';
import type { World } from './world.ts';

/** A value of a seeded field: what COPY can write. Lists become SQL arrays. */
export type SeedValue = string | number | boolean | null | readonly string[];

/** A record by its field names (camelCase), without what the database sets. */
export type SeedRow = Readonly<Record<string, SeedValue>>;

/** Makes the records of one entity. */
export interface SeedSource {
  readonly code: string;
  /** The `index`-th record. Its id is `world.id(code, index)`; `random` is the entity's own stream. */
  row(index: number, random: Random, world: World): SeedRow;
}
