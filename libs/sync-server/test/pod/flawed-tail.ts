import { setTimeout as delay } from 'node:timers/promises';

import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import { type ChangeRow, toChange } from '../../src/change-log/change-log.reader.ts';
import type { ChangeConsumer, ChangeFeed, FeedState } from '../../src/log-watcher/change-feed.ts';

/** The two cursors that look right and lose changes. */
export type Flaw = 'xid' | 'created_ts';

const COLUMNS = `entity_code, entity_id, action, version, subject_person_id, entity_from_version, entity_to_version`;
const START = {
  xid: `SELECT coalesce(max(xid::text::bigint), 0)::text AS last FROM app.logging`,
  created_ts: `SELECT coalesce(max(created_ts), now())::text AS last FROM app.logging`,
};
const READ = {
  xid: `SELECT ${COLUMNS}, xid::text FROM app.logging WHERE xid > $1::xid8 AND action <> 0 ORDER BY xid`,
  created_ts: `SELECT ${COLUMNS}, created_ts::text FROM app.logging WHERE created_ts > $1::timestamptz AND action <> 0 ORDER BY created_ts`,
};

/** A tail as it must not be, to show that the oracle notices: it follows the log by a position instead of a snapshot. */
export class FlawedTail implements ChangeFeed {
  readonly state: FeedState = { token: undefined, lastPollAtMs: 1, lagMs: 0, isRunning: true };
  private readonly client: pg.Client;
  private readonly flaw: Flaw;
  private isRunning = true;
  private loop: Promise<void> = Promise.resolve();

  constructor(url: string, flaw: Flaw) {
    this.client = new pg.Client({ connectionString: url });
    this.flaw = flaw;
  }

  async start(consumer: ChangeConsumer): Promise<void> {
    await this.client.connect();
    const { rows } = await this.client.query<{ last: string }>(START[this.flaw]);
    this.loop = this.run(consumer, rows[0]?.last ?? '0');
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    await this.loop;
    await this.client.end();
  }

  wake(): void {
    // Polls often enough.
  }

  async forcePoll(): Promise<void> {
    await delay(100);
  }

  private async run(consumer: ChangeConsumer, start: string): Promise<void> {
    let before = await this.snapshot();
    for (let last = start; this.isRunning; await delay(10)) {
      const after = await this.snapshot();
      const query = { text: READ[this.flaw], values: [last], rowMode: 'array' };
      const { rows } = await this.client.query<[...ChangeRow, string]>(query as never);
      const changes = rows.map((row) => toChange(row.slice(0, 7) as ChangeRow));
      if (changes.length > 0) await consumer.deliver(changes, before);
      last = rows.at(-1)?.[7] ?? last;
      await consumer.advance(after);
      before = after;
    }
  }

  private async snapshot(): Promise<SnapshotToken> {
    const { rows } = await this.client.query<{ token: SnapshotToken }>('SELECT pg_current_snapshot()::text AS token');
    return rows[0]?.token as SnapshotToken;
  }
}
