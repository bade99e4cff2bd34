import { type AppError, toProblem } from '@tidemark/sync-server';
import type { FastifyReply } from 'fastify';

/** Sends a problem. The body names the rule, never the input. */
export function sendProblem(reply: FastifyReply, error: AppError, requestId: string): void {
  const { headers, retryAfterSeconds } = error.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  reply
    .status(error.status)
    .headers(headers ?? {})
    .header('cache-control', 'no-store')
    .header('x-request-id', requestId)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(error, requestId)));
}
