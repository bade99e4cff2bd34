import { type ArgumentsHost, Catch, HttpException, NotFoundException } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { ErrorCode } from '@tidemark/protocol';
import { AppError, AppErrorFilter, mapDatabaseError } from '@tidemark/sync-server';
import type { FastifyRequest } from 'fastify';

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

/** Answers every other failure too: what is not known is INTERNAL. */
@Catch()
export class ProblemFilter extends AppErrorFilter {
  constructor(
    adapterHost: HttpAdapterHost,
    private readonly routes: RouteTable,
  ) {
    super(adapterHost);
  }

  override catch(exception: unknown, host: ArgumentsHost): void {
    super.catch(this.toAppError(exception, host.switchToHttp().getRequest<FastifyRequest>()), host);
  }

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
