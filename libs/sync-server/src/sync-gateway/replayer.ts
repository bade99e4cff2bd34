import type { ResyncReason, SnapshotToken } from '@tidemark/protocol';
import type { Pool } from 'pg';

import { isTruncate, isTruncateFor } from '../change-log/change.ts';
import { type ChangeRow, toChange } from '../change-log/change-log.reader.ts';
import { READ_REPLAY } from '../change-log/read-replay.sql.ts';
import { isAhead, isSound, parseSnapshot } from '../change-log/snapshot.ts';
import type { MatchIndex } from '../subscription/match-index.ts';
import type { SignalRouter } from '../subscription/signal-router.ts';
import type { Subscriber } from '../subscription/subscriber.ts';
import type { Subscribed } from '../subscription/subscription.book.ts';

/** So often in a row a record may change under the question who may read it. */
const MOST_ATTEMPTS = 10;
/** SQLSTATE of a statement that ran into its timeout. */
const CANCELED = '57014';

/**
 * Brings a new subscription up to date: queues what changed between its `since` and now.
 *
 * Runs after the subscription is registered, so nothing falls between: what is committed before the replay's snapshot
 * is replayed, what is committed later the tail finds with the subscription in place.
 */
export class Replayer {
  private readonly pool: Pool;
  private readonly router: SignalRouter;
  private readonly index: MatchIndex;
  private readonly mostRows: number;

  constructor(pool: Pool, router: SignalRouter, index: MatchIndex, mostRows: number) {
    this.pool = pool;
    this.router = router;
    this.index = index;
    this.mostRows = mostRows;
  }

  /**
   * Queues the missed signals of what was just subscribed, or RESYNC where they cannot be told. Rejects when the
   * database fails.
   */
  async replay(
    subscriber: Subscriber,
    { entityCode, entityIds, scope }: Subscribed,
    since: SnapshotToken,
  ): Promise<void> {
    const resync = (reason: ResyncReason) => subscriber.queueResync(reason, entityCode);
    if (!isSound(since)) return resync('TOKEN_UNKNOWN');
    const { xmin, xmax, running } = parseSnapshot(since);
    const { imageFields } = this.index.interest;
    // Records about which the tail decides meanwhile are read and asked about again, on the newer state.
    let ids = scope ? null : entityIds;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const values = [xmax, running, entityCode, ids, imageFields, this.mostRows + 1, xmin];
      const rows = await this.read(values);
      if (!rows) return resync('TOO_MANY_CHANGES');
      const [first] = rows;
      if (!first || isAhead(since, first[0])) return resync('TOKEN_UNKNOWN');
      if (!first[1]) return resync('TOKEN_TOO_OLD');
      if (rows.length > this.mostRows) return resync('TOO_MANY_CHANGES');
      const changes = rows.filter(([, , code]) => code !== null).map(([, , ...row]) => toChange(row));
      if (changes.some((change) => isTruncateFor(change, subscriber.personId))) return resync('TRUNCATED');
      const ofRecords = changes.filter((change) => !isTruncate(change));
      const overtaken = await this.router.replay(ofRecords, since, subscriber);
      if (overtaken.size === 0) return;
      ids = [...overtaken];
    }
    resync('TOO_MANY_CHANGES');
  }

  /** Undefined where there is more than the database can find in time. */
  private async read(values: unknown[]): Promise<[SnapshotToken, boolean, ...ChangeRow][] | undefined> {
    try {
      // Not prepared: the better way in, by record or by transaction, depends on how old the token is.
      const query = { text: READ_REPLAY, values, rowMode: 'array' };
      const { rows } = await this.pool.query<[SnapshotToken, boolean, ...ChangeRow]>(query as never);
      return rows;
    } catch (error) {
      if ((error as { code?: unknown }).code === CANCELED) return undefined;
      throw error;
    }
  }
}
