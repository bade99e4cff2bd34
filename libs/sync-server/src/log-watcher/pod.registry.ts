import type { Pool } from 'pg';

import {
  COUNT_PODS,
  DROP_DEAD_PODS,
  DROP_ORPHANS,
  DROP_POD,
  DROP_STRAY_CONNECTIONS,
  DROP_STRAY_SUBSCRIPTIONS,
  HEARTBEAT,
} from './pod.sql.ts';

/**
 * This pod among the others, in `app.pod`. A pod that stops saying that it lives is forgotten by any other, and its
 * mirror rows go with it. One that was forgotten by mistake (it was suspended, say) finds out at its next heartbeat.
 * Every method rejects when the database does.
 */
export class PodRegistry {
  private readonly pool: Pool;
  private readonly podId: string;
  private readonly timeoutMs: number;
  private wasSeen = false;

  constructor(pool: Pool, podId: string, timeoutMs: number) {
    this.pool = pool;
    this.podId = podId;
    this.timeoutMs = timeoutMs;
  }

  /** Says that this pod lives and how far it has delivered. Whether it had been taken for dead meanwhile. */
  async heartbeat(snapshot: string | undefined): Promise<{ wasForgotten: boolean; pods: number }> {
    const { rows } = await this.pool.query<{ is_new: boolean }>(HEARTBEAT, [this.podId, snapshot ?? null]);
    const wasForgotten = this.wasSeen && rows[0]?.is_new === true;
    this.wasSeen = true;
    const dead = await this.pool.query(DROP_DEAD_PODS, [this.timeoutMs]);
    if ((dead.rowCount ?? 0) > 0) await this.dropOrphans();
    const counted = await this.pool.query<{ pods: number }>(COUNT_PODS);
    return { wasForgotten, pods: counted.rows[0]?.pods ?? 1 };
  }

  /** Removes mirror rows of pods that are gone. */
  async dropOrphans(): Promise<void> {
    for (const statement of DROP_ORPHANS) await this.pool.query(statement);
  }

  /** Removes mirror rows of this pod's connections that are gone, where their own clean-up failed. */
  async dropStrays(liveConnectionIds: readonly string[]): Promise<void> {
    await this.pool.query(DROP_STRAY_CONNECTIONS, [this.podId, liveConnectionIds]);
    for (const statement of DROP_STRAY_SUBSCRIPTIONS) await this.pool.query(statement, [this.podId]);
  }

  /** Signs off, with everything that this pod has in the mirror. */
  async leave(): Promise<void> {
    await this.pool.query(DROP_POD, [this.podId]);
    await this.dropOrphans();
  }
}
