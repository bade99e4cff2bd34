import { Injectable } from '@nestjs/common';
import { type Authenticator, type Session } from '@tidemark/sync-server';

import { AccessTokenIssuer, unauthenticated } from './access-token.issuer.ts';
import { LiveSessions } from './live-sessions.ts';
import { OidcVerifier } from './oidc.verifier.ts';
import { WsTicketStore } from './ws-ticket.store.ts';

/** Proves callers for REST and sockets: our own tokens, those of the OpenID provider, and one-time tickets. */
@Injectable()
export class TokenAuthenticator implements Authenticator {
  constructor(
    private readonly issuer: AccessTokenIssuer,
    private readonly oidc: OidcVerifier,
    private readonly sessions: LiveSessions,
    private readonly tickets: WsTicketStore,
  ) {}

  /**
   * Rejects with UNAUTHENTICATED. A token of ours costs a signature and, once a second for each session, a look at the
   * database; one of the provider a look each time.
   */
  async authenticateToken(token: string): Promise<Session> {
    if (this.oidc.isFromProvider(token)) return this.oidc.verify(token);
    return this.ifLive(await this.issuer.verify(token));
  }

  /** Rejects with UNAUTHENTICATED. The ticket is used up even where the session behind it has ended. */
  async redeemTicket(ticket: string): Promise<Session> {
    const session = await this.tickets.redeem(ticket);
    if (!session || session.expiresAtMs <= Date.now()) throw unauthenticated();
    return session;
  }

  private async ifLive(session: Session): Promise<Session> {
    if (await this.sessions.isLive(session.sessionId)) return session;
    throw unauthenticated();
  }
}
