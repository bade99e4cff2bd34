import { CloseCode } from '@tidemark/protocol';
import type { Pool } from 'pg';

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
  /** Applied revocations and when they may be forgotten, milliseconds since the epoch. */
  private applied = new Map<string, number>();
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

  private async apply(): Promise<void> {
    for (const row of await this.read()) {
      if (this.applied.has(keyOf(row))) continue;
      this.remember(row);
      for (const connection of this.connections()) {
        const { personId, sessionId } = connection.session;
        if (personId !== row.person_id || (row.session_id !== null && sessionId !== row.session_id)) continue;
        connection.close(CloseCode.Unauthenticated, 'the session was ended');
      }
    }
    for (const [key, untilMs] of this.applied) if (untilMs < Date.now()) this.applied.delete(key);
  }

  private async read(): Promise<RevocationRow[]> {
    const { rows } = await this.pool.query<RevocationRow>(READ_REVOCATIONS);
    return rows;
  }

  private remember(row: RevocationRow): void {
    this.applied.set(keyOf(row), Date.now() + 2 * LOOK_BACK_MS);
  }
}

const keyOf = (row: RevocationRow): string => `${row.person_id}|${row.session_id}|${row.revoked_ts}`;
