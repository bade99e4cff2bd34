/**
 * The wire protocol's one number. A client offers it as `Sec-WebSocket-Protocol: tidemark.v<N>`, the server echoes it
 * and repeats it in CONNECTED.
 *
 * History (a line per version; a test fingerprints the message schemas, so that no change goes unnoticed):
 * - 1: SUBSCRIBE by ids and by scope, resume with `since`, INVALIDATE, RESYNC, AUTH in place.
 */
export const PROTOCOL_VERSION = 1;

/** The oldest version that the server still speaks. */
export const MIN_PROTOCOL_VERSION = 1;

/** Offered by a client and echoed by the server in the WebSocket handshake. */
export const SUBPROTOCOL = `tidemark.v${PROTOCOL_VERSION}`;

/** Prefix of the second offered subprotocol, which carries the access token: `bearer.<jwt>`. It is never echoed. */
export const BEARER_SUBPROTOCOL_PREFIX = 'bearer.';

/** Where the sync socket lives. */
export const SYNC_PATH = '/ws/sync';
