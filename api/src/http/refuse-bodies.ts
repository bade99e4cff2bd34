import { AppError } from '@tidemark/sync-server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { sendProblem } from './problem.filter.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Refuses bodies that are not plain JSON before a byte of them is read: other types, and anything compressed. */
export function refuseBodies(instance: FastifyInstance): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request) && !isPlainJson(request)) {
      sendProblem(reply, new AppError('UNSUPPORTED_MEDIA_TYPE'), request.id);
      return;
    }
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isPlainJson({ headers }: FastifyRequest): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' && JSON_TYPE.test(headers['content-type'] ?? '');
}
