import type { SnapshotToken } from '@tidemark/protocol';
import type { Client } from 'pg';

import type { StandingConnection } from '../log-watcher/standing-connection.ts';
import { type Change, type Image, LOG_ACTIONS } from './change.ts';
import type { Interest } from './interest.ts';
import { declareDelta, readDelta } from './read-delta.sql.ts';
import { parseSnapshot, type Snapshot } from './snapshot.ts';

/** A row of the delta in the order of the SELECT list, without the token in front. */
export type ChangeRow = [string, string, number, string, string | null, Image | null, Image | null];

/** Makes a change of a row of the log. */
export function toChange([entityCode, entityId, action, version, subjectId, from, to]: ChangeRow): Change {
  return {
    entityCode,
    entityId,
    action: LOG_ACTIONS[action] as Change['action'],
    version: Number(version),
    subjectId,
    from,
    to,
  };
}

/** Reads what became visible between a snapshot token and now. */
export class ChangeLogReader {
  private readonly connection: StandingConnection;
  private readonly sliceRows: number;

  constructor(connection: StandingConnection, sliceRows: number) {
    this.connection = connection;
    this.sliceRows = sliceRows;
  }

  /** The token of this moment, to start from. */
  async now(): Promise<SnapshotToken> {
    const client = await this.connection.client();
    return currentToken(client);
  }

  /**
   * Hands every change since `previous` to `deliver`, at most `sliceRows` at a time and in no particular order, and
   * returns the token that stands for all of them. Rejects, with the token unmoved, when the database fails or
   * `deliver` does; reading again from `previous` then repeats whatever was delivered.
   */
  async readSince(
    previous: SnapshotToken,
    interest: Interest,
    deliver: (changes: Change[]) => Promise<void>,
  ): Promise<SnapshotToken> {
    const since = parseSnapshot(previous);
    const client = await this.connection.client();
    // The usual case in one round trip. One row more than a slice means that there is more than a slice.
    const { rows } = await client.query<[string, ...ChangeRow]>({
      ...readDelta(since, interest, this.sliceRows + 1),
      rowMode: 'array',
    } as never);
    if (rows.length <= this.sliceRows) {
      const changes = rows.filter(([, entityCode]) => entityCode !== null).map(([, ...row]) => toChange(row));
      if (changes.length > 0) await deliver(changes);
      return rows[0]?.[0] as SnapshotToken;
    }
    return this.readInSlices(client, { since, interest }, deliver);
  }

  /** A large delta: a cursor inside one snapshot, so that neither side ever holds more than a slice in memory. */
  private async readInSlices(
    client: Client,
    { since, interest }: { since: Snapshot; interest: Interest },
    deliver: (changes: Change[]) => Promise<void>,
  ): Promise<SnapshotToken> {
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const token = await currentToken(client);
      await client.query(declareDelta(since, interest));
      for (;;) {
        const { rows } = await client.query<ChangeRow>({
          text: `FETCH ${this.sliceRows} FROM delta`,
          rowMode: 'array',
        } as never);
        if (rows.length === 0) break;
        await deliver(rows.map(toChange));
      }
      await client.query('COMMIT');
      return token;
    } catch (error) {
      // In the middle of a transaction: a fresh connection is simpler than finding out what is left of this one.
      this.connection.discard();
      throw error;
    }
  }
}

async function currentToken(client: Client): Promise<SnapshotToken> {
  const { rows } = await client.query<{ token: SnapshotToken }>('SELECT pg_current_snapshot()::text AS token');
  const [row] = rows;
  if (!row) throw new Error('pg_current_snapshot() gave no row');
  return row.token;
}
