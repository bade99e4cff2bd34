import type { Pool } from 'pg';

import type { Session } from '../access/session.ts';
import type { Connection } from './connection.ts';

/** How far back a look goes; it must be longer than any pause between looks, and than any revoking transaction. */
const LOOK_BACK = '10 minutes';
const READ_REVOCATIONS = `
SELECT person_id, session_id, revoked_ts::text AS revoked_ts
  FROM app.revocation WHERE revoked_ts > now() - interval '${LOOK_BACK}'`;
const LOOK_BACK_MS = 10 * 60_000;

interface RevocationRow {
  person_id: string;
  session_id: string | null;
  revoked_ts: string;
}

/**
 * Closes the sockets of sessions that were revoked, on whatever pod. Looks into `app.revocation` each second, and at
 * once when notified; each revocation is applied once.
 */
export class RevocationWatcher {
  private readonly pool: Pool;
  private readonly connections: () => Iterable<Connection>;
  /** Applied revocations by `keyOf` and when they may be forgotten, milliseconds since the epoch. */
  private readonly applied = new Map<string, number>();
  /** When all sessions of a person were ended last. */
  private readonly endedPersons = new Map<string, number>();
  private looking: Promise<void> | undefined;

  constructor(pool: Pool, connections: () => Iterable<Connection>) {
    this.pool = pool;
    this.connections = connections;
  }

  /** Takes what was revoked before this pod began as done: it has no older sockets. */
  async start(): Promise<void> {
    for (const row of await this.read()) this.remember(row);
  }

  /** Looks once; calls during a look share the next one. Rejects when the database fails. */
  async look(): Promise<void> {
    await this.looking?.catch(() => undefined);
    this.looking ??= this.apply().finally(() => (this.looking = undefined));
    await this.looking;
  }

  /**
   * Whether a session that was found valid at `sinceMs` or later has been revoked by now. To be asked when a connection
   * takes a session: a revocation is applied to the connections of its moment, and the answer that the session is valid
   * may be older than it.
   */
  hasEnded({ personId, sessionId }: Session, sinceMs: number): boolean {
    return this.applied.has(sessionId) || (this.endedPersons.get(personId) ?? 0) >= sinceMs;
  }

  private async apply(): Promise<void> {
    for (const row of await this.read()) {
      if (this.applied.has(keyOf(row))) continue;
      this.remember(row);
      if (row.session_id === null) this.endedPersons.set(row.person_id, Date.now());
      for (const connection of this.connections()) {
        const { personId, sessionId } = connection.session;
        if (personId !== row.person_id || (row.session_id !== null && sessionId !== row.session_id)) continue;
        connection.endSession();
      }
    }
    for (const [key, untilMs] of this.applied) if (untilMs < Date.now()) this.applied.delete(key);
    for (const [key, atMs] of this.endedPersons) if (atMs < Date.now() - LOOK_BACK_MS) this.endedPersons.delete(key);
  }

  private async read(): Promise<RevocationRow[]> {
    const { rows } = await this.pool.query<RevocationRow>(READ_REVOCATIONS);
    return rows;
  }

  private remember(row: RevocationRow): void {
    this.applied.set(keyOf(row), Date.now() + 2 * LOOK_BACK_MS);
  }
}

/** A session ends once, for good; a person's sessions end any number of times. */
const keyOf = (row: RevocationRow): string => row.session_id ?? `${row.person_id}|${row.revoked_ts}`;
