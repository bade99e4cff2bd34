import { type AppError, problemHeaders, toProblem } from '@tidemark/sync-server';
import type { FastifyReply } from 'fastify';

/** Sends a problem from where Nest is not in charge yet. The body names the rule, never the input. */
export function sendProblem(reply: FastifyReply, error: AppError, requestId: string): void {
  reply
    .status(error.status)
    .headers(problemHeaders(error, requestId))
    .send(JSON.stringify(toProblem(error, requestId)));
}
