import type { Pool } from 'pg';

import type { SubscriptionMirror } from '../subscription/subscription.mirror.ts';
import { RESTORE_CONNECTIONS } from './connection.sql.ts';
import type { Connection } from './connection.ts';

/** Writes the mirror rows of the connections again, one connection after the other. Rejects when the database fails. */
export async function restoreMirror(
  pool: Pool,
  mirror: SubscriptionMirror,
  podId: string,
  connections: Iterable<Connection>,
): Promise<void> {
  const open = [...connections];
  const people = open.map((connection) => connection.personId);
  await pool.query(RESTORE_CONNECTIONS, [open.map((connection) => connection.connectionId), people, podId]);
  for (const connection of open) {
    // In its turn among the connection's messages, so that an UNSUBSCRIBE meanwhile is not undone.
    await new Promise<void>((resolve, reject) => {
      connection.handleInOrder(async () => {
        const { ids, scopes } = connection.holdings;
        const heldIds = [...ids].flatMap(([entityCode, entries]) =>
          [...entries].map(({ entityId }) => ({ entityCode, entityId })),
        );
        const heldScopes = [...scopes.values()].flatMap((ofEntity) => [...ofEntity.values()]);
        await mirror.restore(connection, heldIds, heldScopes).then(resolve, reject);
      });
    });
  }
}
