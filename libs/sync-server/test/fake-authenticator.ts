import type { Authenticator } from '../src/access/authenticator.ts';
import type { Session } from '../src/access/session.ts';
import { AppError } from '../src/errors/app-error.ts';

/** Tokens that say in plain JSON who they stand for; the application's real ones are tried in `api/test`. */
export function fakeToken(personId: string, session: Partial<Session> = {}): string {
  const claims = {
    personId,
    sessionId: personId,
    username: 'test',
    name: 'Test Person',
    role: 'member',
    expiresAtMs: Date.now() + 3_600_000,
    ...session,
  };
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

export class FakeAuthenticator implements Authenticator {
  async authenticateToken(token: string): Promise<Session> {
    let session: Session;
    try {
      session = JSON.parse(Buffer.from(token, 'base64url').toString()) as Session;
    } catch {
      throw new AppError('UNAUTHENTICATED');
    }
    if (typeof session.personId !== 'string' || session.expiresAtMs < Date.now()) {
      throw new AppError('UNAUTHENTICATED');
    }
    return session;
  }

  redeemTicket(ticket: string): Promise<Session> {
    return this.authenticateToken(ticket);
  }
}
