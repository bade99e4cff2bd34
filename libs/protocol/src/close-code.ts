/**
 * Why a socket was closed. 1002, 1007 and 1009 come from the WebSocket implementation (RFC 6455 section 7.4.1);
 * the 44xx codes are ours and mirror the HTTP status of the same meaning.
 */
export const CloseCode = {
  Normal: 1000,
  ProtocolError: 1002,
  /** A binary frame; the protocol is text only. */
  Unsupported: 1003,
  InvalidUtf8: 1007,
  /** Too many bad messages. */
  Policy: 1008,
  TooBig: 1009,
  /** The server restarts; reason carries `{"retryAfterMs": n}`, spread so that clients do not return all at once. */
  Restart: 1012,
  /** The reader is too slow, or the server too busy; resume later. */
  Overloaded: 1013,
  /** No valid session, or it has expired: refresh the token first. */
  Unauthenticated: 4401,
  /** The session may not do this (for instance AUTH with another user's token). */
  Forbidden: 4403,
  /** No first message or no pong in time. */
  Timeout: 4408,
  /** Too many messages or connections. */
  RateLimit: 4429,
} as const;

export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];
