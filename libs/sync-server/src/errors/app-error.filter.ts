import { randomUUID } from 'node:crypto';

import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

import { AppError } from './app-error.ts';
import { problemHeaders, toProblem } from './to-problem.ts';

/**
 * Answers every `AppError` as problem+json (RFC 9457), on Fastify and on Express. What is not the caller's doing (5xx) is
 * logged with its cause and the request id, which the caller can quote, and never described to them. Other failures are
 * left to the application.
 */
@Catch(AppError)
@Injectable()
export class AppErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: AppError, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const { httpAdapter } = this.adapterHost;
    // Fastify numbers its requests; Express leaves that to others.
    const { id: requestId = randomUUID() } = http.getRequest<{ id?: string }>();
    if (error.status >= 500) {
      this.logger.error({ err: error.extras.cause ?? error, code: error.code, requestId }, error.message);
    }
    const response: unknown = http.getResponse();
    for (const [name, value] of Object.entries(problemHeaders(error, requestId))) {
      httpAdapter.setHeader(response, name, value);
    }
    httpAdapter.reply(response, JSON.stringify(toProblem(error, requestId)), error.status);
  }
}
