import type { FastifyReply, FastifyRequest } from 'fastify';

import { SESSION_DAYS } from './session.store.ts';

const NAME = 'tidemark_refresh';

/** Only sent to the sign-in routes, never readable by scripts, never sent from other sites. */
function attributes(request: FastifyRequest) {
  return { path: '/api/v1/auth', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}

/** The refresh token that the browser brought; undefined where there is none. */
export function readRefreshCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** The cookie lives as long as an unused session does. */
export function setRefreshCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(NAME, token, { ...attributes(request), maxAge: SESSION_DAYS * 24 * 60 * 60 });
}

/** With the same attributes as it was set: browsers tell cookies apart by them. */
export function clearRefreshCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, attributes(request));
}
