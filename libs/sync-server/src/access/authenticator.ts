import type { Session } from './session.ts';

/**
 * How the application proves who is calling. Provided by the application under `SYNC_AUTHENTICATOR`; called by the
 * REST guard for each request and by the gateway before the 101 of each handshake.
 */
export interface Authenticator {
  /** Checks an access token. Rejects with an `AppError` of code UNAUTHENTICATED when it is not valid (any more). */
  authenticateToken(token: string): Promise<Session>;
  /** Uses up a one-time WebSocket ticket. Rejects with UNAUTHENTICATED when unknown, used or older than its 30 s. */
  redeemTicket(ticket: string): Promise<Session>;
}

/** DI token of the application's `Authenticator`. */
export const SYNC_AUTHENTICATOR = Symbol('SYNC_AUTHENTICATOR');
