import type { SnapshotToken } from '@tidemark/protocol';
import type { Pool } from 'pg';

import type { Image } from '../change-log/change.ts';
import { COULD_READ, DELETED_SINCE, LAST_WRITES, readableCross, readablePairs } from './access.sql.ts';

/** Records by person: who is to be asked about what. */
export type Wants = Map<string, Set<string>>;

/** Above this many combinations the pairs are named one by one, unless most combinations are wanted anyway. */
const CROSS_COMBINATIONS = 20_000;

/** What decides who could read a record that is gone or out of reach. */
export interface LastImage {
  readonly entityId: string;
  /** The project or employee that its access column named; null where the rule needs none. */
  readonly via: string | null;
}

/** A record as it was last written; no image where it was deleted, or where no fields were asked for. */
export interface LastWrite {
  readonly version: number;
  readonly image: Image | null;
}

interface Pair {
  person_id: string;
  entity_id: string;
}

/** Asks the database who may read what, with the same functions that its row-level security uses. */
export class AccessReader {
  private readonly pool: Pool;

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Which of the wanted records each person may read now. One statement. Rejects when the database fails. */
  async readable(entityCode: string, wants: Wants): Promise<Wants> {
    const ids = new Set<string>();
    let pairs = 0;
    for (const wanted of wants.values()) {
      pairs += wanted.size;
      for (const id of wanted) ids.add(id);
    }
    if (pairs === 0) return new Map();
    const combinations = wants.size * ids.size;
    const isCross = combinations <= CROSS_COMBINATIONS || combinations <= 2 * pairs;
    const { rows } = await this.pool.query<Pair>(
      isCross ? readableCross(entityCode, [...wants.keys()], [...ids]) : readablePairs(entityCode, ...toColumns(wants)),
    );
    return toWants(rows);
  }

  /** Which of the persons could read the records as they last were, when the snapshot was taken or since. */
  async couldRead(
    entityCode: string,
    persons: readonly string[],
    last: readonly LastImage[],
    since: SnapshotToken | undefined,
  ): Promise<Wants> {
    const { rows } = await this.pool.query<Pair>(COULD_READ, [
      persons,
      entityCode,
      last.map((record) => record.entityId),
      last.map((record) => record.via),
      since ?? null,
    ]);
    return toWants(rows);
  }

  /** How each record was last written, with the named fields of its image. */
  async lastWrites(
    entityCode: string,
    entityIds: readonly string[],
    fields: readonly string[],
  ): Promise<Map<string, LastWrite>> {
    const { rows } = await this.pool.query<{ entity_id: string; version: string; image: Image | null }>(LAST_WRITES, [
      entityCode,
      entityIds,
      fields,
    ]);
    return new Map(rows.map(({ entity_id: id, version, image }) => [id, { version: Number(version), image }]));
  }

  /** Which of the records have been deleted since the given versions, and with which version. */
  async deletedSince(entityCode: string, versions: ReadonlyMap<string, number>): Promise<Map<string, number>> {
    const { rows } = await this.pool.query<{ entity_id: string; version: string }>(DELETED_SINCE, [
      entityCode,
      [...versions.keys()],
      [...versions.values()],
    ]);
    return new Map(rows.map((row) => [row.entity_id, Number(row.version)]));
  }
}

export function addWant(wants: Wants, personId: string, entityId: string): void {
  const wanted = wants.get(personId);
  if (wanted) wanted.add(entityId);
  else wants.set(personId, new Set([entityId]));
}

function toWants(rows: readonly Pair[]): Wants {
  const wants: Wants = new Map();
  for (const { person_id: personId, entity_id: entityId } of rows) addWant(wants, personId, entityId);
  return wants;
}

function toColumns(wants: Wants): [string[], string[]] {
  const persons: string[] = [];
  const ids: string[] = [];
  for (const [personId, wanted] of wants) {
    for (const id of wanted) {
      persons.push(personId);
      ids.push(id);
    }
  }
  return [persons, ids];
}
