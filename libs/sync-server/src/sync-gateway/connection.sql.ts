/** Notes a connection, unless its person has as many as allowed. $1 connection, $2 person, $3 pod, $4 most of a person. */
export const OPEN_CONNECTION = 'SELECT app.open_connection($1::text, $2::uuid, $3::text, $4::integer) AS is_open';

/** $1 connection. */
export const CLOSE_CONNECTION = 'DELETE FROM app.sync_connection WHERE connection_id = $1::text';

/** Notes connections again after this pod was taken for dead. $1 and $2 parallel: connection and person; $3 pod. */
export const RESTORE_CONNECTIONS = `
INSERT INTO app.sync_connection (connection_id, user_id, pod_id)
SELECT open.connection_id, open.user_id, $3::text
  FROM unnest($1::text[], $2::uuid[]) AS open (connection_id, user_id)
ON CONFLICT (connection_id) DO NOTHING`;
