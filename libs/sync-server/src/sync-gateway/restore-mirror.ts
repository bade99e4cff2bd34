import type { Pool } from 'pg';

import type { SubscriptionMirror } from '../subscription/subscription.mirror.ts';
import type { Connection } from './connection.ts';

const RESTORE_CONNECTIONS = `
INSERT INTO app.sync_connection (connection_id, user_id, pod_id)
SELECT open.connection_id, open.user_id, $3::text
  FROM unnest($1::text[], $2::uuid[]) AS open (connection_id, user_id)
ON CONFLICT (connection_id) DO NOTHING`;

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
