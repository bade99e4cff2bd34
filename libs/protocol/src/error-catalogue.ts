/** One kind of failure: who reads it, what caused it, and what to do. */
export interface CatalogueEntry {
  /** HTTP status of the REST answer; for socket-only errors, the status of the same meaning. */
  readonly status: number;
  readonly title: string;
  readonly cause: string;
  readonly remedy: string;
  /** Whether the same request may succeed later, unchanged. */
  readonly retryable: boolean;
}

const entry = (status: number, title: string, cause: string, remedy: string, retryable = false): CatalogueEntry => ({
  status,
  title,
  cause,
  remedy,
  retryable,
});

/**
 * Every error code that REST answers, socket ERROR messages and refused writes may carry.
 * The user page `error-codes.md` is generated from it.
 */
export const ERROR_CATALOGUE = {
  // Who you are
  UNAUTHENTICATED: entry(
    401,
    'Sign in first',
    'No access token, or one that is malformed, expired or revoked.',
    'Refresh the access token or sign in again.',
  ),
  BAD_CREDENTIALS: entry(401, 'Sign-in refused', 'Unknown user name or wrong password.', 'Check both and try again.'),
  SESSION_REVOKED: entry(
    401,
    'Session ended',
    'The refresh token was used twice, or the session was signed out.',
    'Sign in again.',
  ),
  FORBIDDEN: entry(
    403,
    'Not allowed',
    'You may read this, but your role or membership does not allow this action.',
    'Ask an owner or administrator.',
  ),
  ORIGIN_FORBIDDEN: entry(
    403,
    'Origin not allowed',
    'The page that opened the socket is not on the allow-list.',
    'Add the origin to ALLOWED_ORIGINS.',
  ),

  // What you asked for
  BAD_JSON: entry(400, 'Not JSON', 'The body or message is not valid JSON.', 'Send valid JSON.'),
  BAD_MESSAGE: entry(
    400,
    'Malformed message',
    'A field is missing, unknown or of the wrong type.',
    'Compare the message with the protocol page.',
  ),
  BAD_ID: entry(400, 'Malformed id', 'A record id is not a UUID.', 'Send ids as UUID text.'),
  BAD_TOKEN: entry(
    400,
    'Malformed snapshot token',
    'The token in `since` was not given out by this server.',
    'Send the last token that the server gave, or none.',
  ),
  BAD_SCOPE: entry(
    400,
    'Unknown scope field',
    'A scope names a field that the entity does not declare as a filter, or a value of the wrong type.',
    'Use the filters that the entity declares.',
  ),
  BAD_QUERY: entry(
    400,
    'Malformed query',
    'A filter, sort, limit, cursor or field list is not one that the entity declares.',
    'See the entity in the API reference.',
  ),
  UNKNOWN_TYPE: entry(
    400,
    'Unknown message type',
    'The `type` is not one that a client may send.',
    'Compare the message with the protocol page.',
  ),
  UNSUPPORTED_PROTOCOL: entry(
    400,
    'Unsupported protocol',
    'None of the offered WebSocket subprotocols is spoken here.',
    'Offer `tidemark.v1`.',
  ),
  VALIDATION: entry(
    400,
    'Invalid fields',
    'One or more fields break a rule of the entity.',
    'Correct the listed fields.',
  ),
  EMPTY_PATCH: entry(400, 'Nothing to change', 'The PATCH names no field.', 'Send at least one field.'),
  UNKNOWN_ENTITY: entry(
    404,
    'Unknown entity',
    'No entity has this code.',
    'See the list of entities in the API reference.',
  ),
  NOT_FOUND: entry(
    404,
    'Not found',
    'The record does not exist, or you may not read it; the two are not told apart.',
    'Check the id, or ask for access.',
  ),
  METHOD_NOT_ALLOWED: entry(
    405,
    'Method not allowed',
    'The route exists, but not for this method.',
    'Use a method from the Allow header.',
  ),
  PAYLOAD_TOO_LARGE: entry(413, 'Too large', 'The body exceeds the limit.', 'Send less at once.'),
  HEADERS_TOO_LARGE: entry(
    431,
    'Headers too large',
    'The address and the headers together exceed the limit of 16 KiB.',
    'Send fewer or smaller cookies and headers, or a shorter query.',
  ),
  UNSUPPORTED_MEDIA_TYPE: entry(
    415,
    'Unsupported content',
    'The content type or encoding is not JSON.',
    'Send `Content-Type: application/json`, uncompressed.',
  ),
  UPGRADE_REQUIRED: entry(426, 'WebSocket only', 'A plain request came to the sync socket.', 'Open it as a WebSocket.'),

  // Someone was there before you
  DUPLICATE: entry(
    409,
    'Already exists',
    'Another record has the same id or the same unique value.',
    'Choose another value, or update the existing record.',
  ),
  REFERENCED: entry(409, 'Still in use', 'Other records refer to this one.', 'Remove or change those first.'),
  REFERENCE_MISSING: entry(
    409,
    'Referenced record missing',
    'A referenced record does not exist, or you may not see it.',
    'Choose an existing record.',
  ),
  VERSION_CONFLICT: entry(
    412,
    'Changed meanwhile',
    'The record changed after the version you based your edit on, in the same fields.',
    'Look at the current row, then decide and send again.',
  ),
  IDEMPOTENCY_MISMATCH: entry(
    422,
    'Key reused',
    'The idempotency key was already used for a different request.',
    'Use a new key for a new request.',
  ),
  IDEMPOTENCY_IN_FLIGHT: entry(
    409,
    'Still being processed',
    'A request with this idempotency key is running.',
    'Wait and repeat the same request.',
    true,
  ),

  // Limits
  LIMIT_BATCH: entry(400, 'Too many at once', 'The request names more ids or items than allowed.', 'Split it.'),
  LIMIT_SUBSCRIPTIONS: entry(
    429,
    'Too many subscriptions',
    'The connection holds its maximum of subscriptions.',
    'Unsubscribe what is no longer shown, or subscribe by scope.',
  ),
  LIMIT_CONNECTIONS: entry(
    429,
    'Too many connections',
    'The user has the maximum number of connections open.',
    'Close other tabs or devices.',
    true,
  ),
  RATE_LIMITED: entry(
    429,
    'Too many requests',
    'More requests or messages than allowed in a short time.',
    'Wait as long as Retry-After says.',
    true,
  ),

  // Our side
  INTERNAL: entry(
    500,
    'Internal error',
    'A fault in the server; it has been logged under the request id.',
    'Try again; report the request id if it persists.',
    true,
  ),
  DATABASE_UNAVAILABLE: entry(
    503,
    'Database unavailable',
    'PostgreSQL does not answer or is too slow.',
    'Try again after Retry-After.',
    true,
  ),
  DRAINING: entry(503, 'Restarting', 'This server is shutting down.', 'Reconnect; another server answers.', true),
  SYNC_DISABLED: entry(
    503,
    'Sync is off',
    'The server runs with SYNC_ENABLED=false.',
    'REST keeps working; real-time signals do not.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
