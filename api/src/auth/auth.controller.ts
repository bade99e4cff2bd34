import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { loginRequestSchema, type SessionResponse, type User, type WsTicketResponse } from '@tidemark/protocol';
import { AppError, CurrentSession, parseBody, Public, requestContextOf, type Session } from '@tidemark/sync-server';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { ACCESS_TOKEN_SECONDS, AccessTokenIssuer, unauthenticated } from './access-token.issuer.ts';
import { LiveSessions } from './live-sessions.ts';
import { verifyPassword } from './password.ts';
import { PersonStore } from './person.store.ts';
import { clearRefreshCookie, readRefreshCookie, setRefreshCookie } from './refresh-cookie.ts';
import { SessionStore } from './session.store.ts';
import { SignInLimiter } from './sign-in.limiter.ts';
import { TICKET_SECONDS, WsTicketStore } from './ws-ticket.store.ts';

/** Sign-in, refresh, sign-out, and tickets for sockets. How it fits together: `README.md` beside this file. */
@Controller('api/v1/auth')
export class AuthController {
  constructor(
    private readonly people: PersonStore,
    private readonly sessions: SessionStore,
    private readonly live: LiveSessions,
    private readonly issuer: AccessTokenIssuer,
    private readonly tickets: WsTicketStore,
    private readonly limiter: SignInLimiter,
  ) {}

  /**
   * Opens a session: an access token in the body, a refresh token in the cookie. BAD_CREDENTIALS for an unknown name, a
   * wrong password and a person who is not active, in the same time; RATE_LIMITED after too many failures.
   */
  @Post('login')
  @Public()
  @HttpCode(200)
  async login(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResponse> {
    const { username, password } = parseBody(loginRequestSchema, body);
    const { ip, userAgent } = requestContextOf(request);
    await this.limiter.take(username, ip);
    const login = await this.people.findLogin(username);
    const fits = await verifyPassword(login?.passwordHash, password);
    if (!login || !fits) throw new AppError('BAD_CREDENTIALS');
    await this.limiter.succeed(username, ip);
    const { sessionId, token } = await this.sessions.open(login.user.id, userAgent, ip);
    setRefreshCookie(request, reply, token);
    return this.answer(login.user, sessionId, reply);
  }

  /**
   * Exchanges the cookie for a new one and a new access token, which names the person's present role. UNAUTHENTICATED
   * sends the person to the sign-in page; SESSION_REVOKED says that the token was used twice, by whoever.
   */
  @Post('refresh')
  @Public()
  @HttpCode(200)
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionResponse> {
    const shown = readRefreshCookie(request);
    if (!shown) throw unauthenticated();
    const rotation = await this.sessions.rotate(shown, request.headers['sec-fetch-site'] === 'same-origin');
    if (typeof rotation === 'string') {
      clearRefreshCookie(request, reply);
      throw rotation === 'reused' ? new AppError('SESSION_REVOKED') : unauthenticated();
    }
    const user = await this.people.find(rotation.personId);
    if (!user) throw unauthenticated();
    if (rotation.token) setRefreshCookie(request, reply, rotation.token);
    return this.answer(user, rotation.sessionId, reply);
  }

  /** Ends this sign-in. Works with either proof, so that a client whose access token has run out can still sign out. */
  @Post('logout')
  @Public()
  @HttpCode(204)
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const session = bearer ? await this.issuer.verify(bearer).catch(() => undefined) : undefined;
    const rotation = session ? undefined : await this.sessions.rotate(readRefreshCookie(request) ?? '', true);
    const sessionId = session?.sessionId ?? (typeof rotation === 'object' ? rotation.sessionId : undefined);
    clearRefreshCookie(request, reply);
    if (!sessionId) return;
    await this.sessions.revoke(sessionId);
    this.live.forget(sessionId);
  }

  /** Ends every sign-in of the caller, on every device; their sockets close with 4401. */
  @Post('logout-everywhere')
  @HttpCode(204)
  async logoutEverywhere(
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.revokeAll(session.personId);
    this.live.forgetAll();
    clearRefreshCookie(request, reply);
  }

  /**
   * A ticket for one handshake, for clients that can send neither header nor subprotocol. It stands for this session
   * and ends with it.
   */
  @Post('ws-ticket')
  @HttpCode(200)
  async wsTicket(
    @CurrentSession() session: Session,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WsTicketResponse> {
    reply.header('cache-control', 'no-store');
    return { ticket: await this.tickets.issue(session), expiresInSeconds: TICKET_SECONDS };
  }

  /** Who is signed in, as the database has them now: name and role may have changed since the token was issued. */
  @Get('me')
  async me(@CurrentSession() session: Session): Promise<User> {
    const user = await this.people.find(session.personId);
    if (!user) throw unauthenticated();
    return user;
  }

  /** The body of a sign-in or refresh. Never stored by anything between here and the caller. */
  private async answer(user: User, sessionId: string, reply: FastifyReply): Promise<SessionResponse> {
    const { id: personId, username, name, role } = user;
    const accessToken = await this.issuer.issue({ personId, sessionId, username, name, role });
    reply.header('cache-control', 'no-store');
    return { accessToken, expiresInSeconds: ACCESS_TOKEN_SECONDS, user };
  }
}
