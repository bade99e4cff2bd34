/**
 * Which of the ids the person may read, and their mirror rows, in one statement: authorisation and mirror cannot
 * disagree. Repeating it changes nothing.
 * $1 person, $2 entity code, $3 ids, $4 connection, $5 pod.
 */
export const SUBSCRIBE_IDS = `
WITH readable AS (
  SELECT entity_id FROM app.can_read($1::uuid, $2::text, $3::uuid[]) AS entity_id
), mirrored AS (
  INSERT INTO app.rxdb_subscription (user_id, entity_code, entity_id, connection_id, pod_id)
  SELECT $1::uuid, $2::text, entity_id, $4::text, $5::text FROM readable
  ON CONFLICT (connection_id, entity_code, entity_id) DO NOTHING
)
SELECT entity_id FROM readable`;

/** $1 person, $2 entity code, $3 scope, $4 connection, $5 pod. */
export const SUBSCRIBE_SCOPE = `
INSERT INTO app.rxdb_scope_subscription (user_id, entity_code, scope, connection_id, pod_id)
VALUES ($1::uuid, $2::text, $3::jsonb, $4::text, $5::text)
ON CONFLICT (connection_id, entity_code, scope) DO NOTHING`;

/** $1 connection, $2 entity code, $3 ids. */
export const UNSUBSCRIBE_IDS = `
DELETE FROM app.rxdb_subscription
 WHERE connection_id = $1::text AND entity_code = $2::text AND entity_id = ANY ($3::uuid[])`;

/** $1 connection, $2 entity code, $3 scope. */
export const UNSUBSCRIBE_SCOPE = `
DELETE FROM app.rxdb_scope_subscription
 WHERE connection_id = $1::text AND entity_code = $2::text AND scope = $3::jsonb`;

/** Everything that a connection holds of one entity, or of all. $1 connection, $2 entity code or NULL. */
export const UNSUBSCRIBE_ENTITY = `
WITH scopes AS (
  DELETE FROM app.rxdb_scope_subscription
   WHERE connection_id = $1::text AND ($2::text IS NULL OR entity_code = $2::text)
)
DELETE FROM app.rxdb_subscription
 WHERE connection_id = $1::text AND ($2::text IS NULL OR entity_code = $2::text)`;

/** Writes mirror rows again that were removed while this pod was thought dead. $1-$4 parallel arrays, $5 pod. */
export const RESTORE_IDS = `
INSERT INTO app.rxdb_subscription (user_id, entity_code, entity_id, connection_id, pod_id)
SELECT held.user_id, held.entity_code, held.entity_id, held.connection_id, $5::text
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) AS held (user_id, entity_code, entity_id, connection_id)
ON CONFLICT (connection_id, entity_code, entity_id) DO NOTHING`;
