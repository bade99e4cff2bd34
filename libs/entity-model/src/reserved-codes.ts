/** Tables, views, sequences and types of schema `app` that belong to no entity. A test compares them with the database. */
export const SYSTEM_RELATIONS: readonly string[] = [
  'applied_functions',
  'applied_write',
  'employee_access',
  'entity',
  'log_action',
  'log_horizon',
  'logging',
  'logging_default',
  'migration',
  'migration_id_seq',
  'person',
  'pod',
  'project_access',
  'project_member',
  'record_share',
  'request',
  'revocation',
  'revocation_id_seq',
  'rxdb_scope_subscription',
  'rxdb_subscription',
  'session',
  'share_access',
  'sync_connection',
  'tombstone',
  'ws_ticket',
];

/** First path segments of the API, and the function `app.image`, as which PostgreSQL might read `row.image`. */
const OTHER_NAMES = ['auth', 'sync', 'image'];

/** Codes that no entity can have. */
export const RESERVED_CODES: ReadonlySet<string> = new Set([...SYSTEM_RELATIONS, ...OTHER_NAMES]);
