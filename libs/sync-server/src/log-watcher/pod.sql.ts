/** Says that this pod lives; whether its row had to be made (again). $1 pod, $2 snapshot token. */
export const HEARTBEAT = `
INSERT INTO app.pod (pod_id, heartbeat_ts, snapshot) VALUES ($1::text, now(), $2::text)
ON CONFLICT (pod_id) DO UPDATE SET heartbeat_ts = now(), snapshot = excluded.snapshot
RETURNING xmax = 0 AS is_new`;

/** Forgets pods that have not been heard of for a while. $1 that long, in milliseconds. */
export const DROP_DEAD_PODS = `
DELETE FROM app.pod WHERE heartbeat_ts < now() - $1::integer * interval '1 millisecond'`;

/** What pods that no longer exist have left behind. */
export const DROP_ORPHANS = [
  'DELETE FROM app.rxdb_subscription AS s WHERE NOT EXISTS (SELECT FROM app.pod WHERE pod.pod_id = s.pod_id)',
  'DELETE FROM app.rxdb_scope_subscription AS s WHERE NOT EXISTS (SELECT FROM app.pod WHERE pod.pod_id = s.pod_id)',
  'DELETE FROM app.sync_connection AS c WHERE NOT EXISTS (SELECT FROM app.pod WHERE pod.pod_id = c.pod_id)',
] as const;

/**
 * What connections of this pod that no longer exist have left behind. $1 pod, $2 ids of the live ones. A row is written
 * before its handshake is done, so a young one is spared; and before those of its subscriptions, so that these are strays
 * exactly if there is none.
 */
export const DROP_STRAY_CONNECTIONS = `
DELETE FROM app.sync_connection
 WHERE pod_id = $1::text AND connection_id <> ALL ($2::text[]) AND connected_ts < now() - interval '1 minute'`;
export const DROP_STRAY_SUBSCRIPTIONS = ['app.rxdb_subscription', 'app.rxdb_scope_subscription'].map(
  (mirror) => `
DELETE FROM ${mirror} AS s
 WHERE pod_id = $1::text
   AND NOT EXISTS (SELECT FROM app.sync_connection AS c WHERE c.connection_id = s.connection_id)`,
);

/** $1 pod. */
export const DROP_POD = 'DELETE FROM app.pod WHERE pod_id = $1::text';

/** How many pods there are. */
export const COUNT_PODS = 'SELECT count(*)::integer AS pods FROM app.pod';
