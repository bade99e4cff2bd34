import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import type { ErrorCode } from '@tidemark/protocol';
import { AppError, mapDatabaseError } from '@tidemark/sync-server';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { RouteTable } from './route-table.ts';
import { sendProblem } from './send-problem.ts';

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

  /** Failures of ours (5xx) are logged with their cause and the request id, which the caller can quote. */
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

  /** Whatever was thrown, as an error of the catalogue. What is not known is INTERNAL, never described. */
  private toAppError(exception: unknown, request: FastifyRequest): AppError {
    const known = mapDatabaseError(exception);
    if (known instanceof AppError) return known;
    if (exception instanceof NotFoundException) return this.routes.problemOf(request.url);
    if (exception instanceof HttpException) {
      return new AppError(CODES[exception.getStatus()] ?? 'INTERNAL', undefined, { cause: exception });
    }
    const { statusCode } = exception as { statusCode?: number };
    const code = statusCode === undefined ? undefined : CODES[statusCode];
    return new AppError(code ?? 'INTERNAL', undefined, { cause: exception });
  }
}
