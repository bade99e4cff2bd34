import { type ArgumentsHost, Catch, type ExceptionFilter, ServiceUnavailableException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/**
 * Answers a check that failed in terminus' own form, which names what is down. The filter for everything else would
 * call it an outage of the database, whatever it is, and log each poll of an orchestrator as an error.
 */
@Catch(ServiceUnavailableException)
export class HealthFilter implements ExceptionFilter {
  catch(exception: ServiceUnavailableException, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<FastifyReply>().status(exception.getStatus()).send(exception.getResponse());
  }
}
