import type { FastifyRequest } from 'fastify';

import type { Session } from './session.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the session guard; absent on public routes. */
    session?: Session;
  }
}

/** A request that the session guard may have marked with its session. */
export type SignedInRequest = FastifyRequest & { session?: Session };
