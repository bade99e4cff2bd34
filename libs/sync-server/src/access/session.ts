import type { Role } from '@tidemark/protocol';

/** A signed-in user, as an access token proves it. One person may have many sessions (browsers, devices). */
export interface Session {
  readonly personId: string;
  /** The sign-in that the token came from; revoking it ends REST and sockets alike. */
  readonly sessionId: string;
  readonly username: string;
  /** Full name, for people. */
  readonly name: string;
  readonly role: Role;
  /** When the access token ends, milliseconds since the epoch. */
  readonly expiresAtMs: number;
}
