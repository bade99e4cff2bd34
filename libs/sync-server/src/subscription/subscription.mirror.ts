import type { Scope } from '@tidemark/protocol';
import type { Pool } from 'pg';

import {
  RESTORE_IDS,
  SUBSCRIBE_IDS,
  SUBSCRIBE_SCOPE,
  UNSUBSCRIBE_ENTITY,
  UNSUBSCRIBE_IDS,
  UNSUBSCRIBE_SCOPE,
} from './subscription.sql.ts';

/** Who holds a mirrored subscription. */
export interface Holder {
  readonly personId: string;
  readonly connectionId: string;
}

/**
 * The durable copy of the subscriptions, `app.rxdb_subscription` and `app.rxdb_scope_subscription`. Operators and tests
 * read it; signals do not. Written before a subscription is acknowledged. Every method rejects when the database does.
 */
export class SubscriptionMirror {
  private readonly pool: Pool;
  private readonly podId: string;

  constructor(pool: Pool, podId: string) {
    this.pool = pool;
    this.podId = podId;
  }

  /** Checks which of the ids the holder may read, writes those, and returns them. */
  async addIds(holder: Holder, entityCode: string, entityIds: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ entity_id: string }>({
      name: 'subscribe_ids',
      text: SUBSCRIBE_IDS,
      values: [holder.personId, entityCode, entityIds, holder.connectionId, this.podId],
    });
    return new Set(rows.map((row) => row.entity_id));
  }

  async addScope(holder: Holder, entityCode: string, scope: Scope): Promise<void> {
    const values = [holder.personId, entityCode, JSON.stringify(scope), holder.connectionId, this.podId];
    await this.pool.query(SUBSCRIBE_SCOPE, values);
  }

  async removeIds(connectionId: string, entityCode: string, entityIds: readonly string[]): Promise<void> {
    await this.pool.query(UNSUBSCRIBE_IDS, [connectionId, entityCode, entityIds]);
  }

  async removeScope(connectionId: string, entityCode: string, scope: Scope): Promise<void> {
    await this.pool.query(UNSUBSCRIBE_SCOPE, [connectionId, entityCode, JSON.stringify(scope)]);
  }

  /** Everything of the connection, or of one entity. */
  async removeAll(connectionId: string, entityCode: string | null = null): Promise<void> {
    await this.pool.query(UNSUBSCRIBE_ENTITY, [connectionId, entityCode]);
  }

  /** Writes again what the holder has, after this pod was taken for dead and its rows were removed. */
  async restore(
    holder: Holder,
    ids: readonly { entityCode: string; entityId: string }[],
    scopes: readonly { entityCode: string; scope: Scope }[],
  ): Promise<void> {
    const { personId, connectionId } = holder;
    await this.pool.query(RESTORE_IDS, [
      ids.map(() => personId),
      ids.map((id) => id.entityCode),
      ids.map((id) => id.entityId),
      ids.map(() => connectionId),
      this.podId,
    ]);
    for (const { entityCode, scope } of scopes) await this.addScope(holder, entityCode, scope);
  }
}
