import { Global, Module } from '@nestjs/common';
import { SYNC_AUTHENTICATOR } from '@tidemark/sync-server';

import { AccessTokenIssuer } from './access-token.issuer.ts';
import { AuthController } from './auth.controller.ts';
import { ExpiryCron } from './expiry.cron.ts';
import { LiveSessions } from './live-sessions.ts';
import { OidcVerifier } from './oidc.verifier.ts';
import { PersonStore } from './person.store.ts';
import { SessionStore } from './session.store.ts';
import { SignInLimiter } from './sign-in.limiter.ts';
import { TokenAuthenticator } from './token.authenticator.ts';
import { WsTicketStore } from './ws-ticket.store.ts';

/** Who is calling: sign-in, tokens, sessions. Global, because the sync server asks for its authenticator. */
@Global()
@Module({
  controllers: [AuthController],
  providers: [
    AccessTokenIssuer,
    ExpiryCron,
    LiveSessions,
    OidcVerifier,
    PersonStore,
    SessionStore,
    SignInLimiter,
    TokenAuthenticator,
    WsTicketStore,
    { provide: SYNC_AUTHENTICATOR, useExisting: TokenAuthenticator },
  ],
  exports: [SYNC_AUTHENTICATOR],
})
export class AuthModule {}
