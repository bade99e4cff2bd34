import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { ErrorCode } from '@tidemark/protocol';
import { AppError, mapDatabaseError, toProblem } from '@tidemark/sync-server';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { RouteTable } from './route-table.ts';

/** What the framework refuses before a handler runs, by status. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'BAD_JSON',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'DATABASE_UNAVAILABLE',
};

/** Answers every failure as problem+json (RFC 9457). What is not the caller's doing is logged, and never described to them. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly routes: RouteTable) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const error = this.toAppError(exception, request);
    if (error.status >= 500) {
      this.logger.error(
        { err: error.extras.cause ?? exception, code: error.code, requestId: request.id },
        error.message,
      );
    }
    sendProblem(http.getResponse<FastifyReply>(), error, request.id);
  }

  private toAppError(exception: unknown, request: FastifyRequest): AppError {
    const known = mapDatabaseError(exception);
    if (known instanceof AppError) return known;
    if (exception instanceof NotFoundException) return this.routeNotFound(request);
    if (exception instanceof HttpException) {
      return new AppError(CODES[exception.getStatus()] ?? 'INTERNAL', undefined, { cause: exception });
    }
    const { statusCode } = exception as { statusCode?: number };
    const code = statusCode === undefined ? undefined : CODES[statusCode];
    return new AppError(code ?? 'INTERNAL', undefined, { cause: exception });
  }

  /** No route matched: either the path is unknown, or only the method is. */
  private routeNotFound(request: FastifyRequest): AppError {
    const allowed = this.routes.methodsOf(request.url);
    if (allowed.length === 0) return new AppError('NOT_FOUND', 'There is nothing at this address.');
    const allow = allowed.join(', ');
    return new AppError('METHOD_NOT_ALLOWED', `This address takes ${allow}.`, { headers: { allow } });
  }
}

/** Sends a problem. The body names the rule, never the input. */
export function sendProblem(reply: FastifyReply, error: AppError, requestId: string): void {
  const { headers, retryAfterSeconds } = error.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  reply
    .status(error.status)
    .headers(headers ?? {})
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(error, requestId)));
}
