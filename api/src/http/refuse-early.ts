import { AppError } from '@tidemark/sync-server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { RouteTable } from './route-table.ts';
import { sendProblem } from './send-problem.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Refuses, before a byte of a body is read, what no handler will take: unknown addresses and methods, and bodies that
 * are not plain JSON (another type, or compressed: a small body must not become a large one here).
 */
export function refuseEarly(instance: FastifyInstance, routes: RouteTable): void {
  instance.addHook('preParsing', (request, reply, _payload, done) => {
    if (request.is404 || isMisread(request, routes)) sendProblem(reply, routes.problemOf(request.url), request.id);
    else if (hasBody(request) && !isPlainJson(request)) {
      sendProblem(reply, new AppError('UNSUPPORTED_MEDIA_TYPE'), request.id);
    } else done();
  });
}

/** `GET auth/login` would be taken for a record of an entity `auth`; its own route takes other methods. */
function isMisread({ url, method }: FastifyRequest, routes: RouteTable): boolean {
  const methods = routes.methodsOf(url);
  return methods.length > 0 && !methods.includes(method);
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isPlainJson({ headers }: FastifyRequest): boolean {
  const encoding = headers['content-encoding'] ?? 'identity';
  return encoding === 'identity' && JSON_TYPE.test(headers['content-type'] ?? '');
}
