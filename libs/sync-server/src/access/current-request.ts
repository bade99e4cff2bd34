import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

import type { RequestContext } from '../database/request-context.ts';
import { callerAddress } from './caller-address.ts';
import type { SignedInRequest } from './signed-in-request.ts';

/** What the log keeps of a user agent and a path, in characters. */
const MAX_LOGGED = 500;

/** Parameter decorator: who asks and through what, for `SyncDatabase.withPerson` and the log. */
export const CurrentRequest = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext => {
  return requestContextOf(context.switchToHttp().getRequest<SignedInRequest>());
});

/** The request context of an HTTP request. The path comes without its query string, which may carry values. */
export function requestContextOf(request: SignedInRequest): RequestContext {
  const [path = ''] = request.url.split('?');
  return {
    personId: request.session?.personId ?? null,
    endpoint: path.slice(0, MAX_LOGGED),
    method: request.method,
    userAgent: request.headers['user-agent']?.slice(0, MAX_LOGGED) ?? null,
    ip: callerAddress(request),
    requestId: request.id,
  };
}
