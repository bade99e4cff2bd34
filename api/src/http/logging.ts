import type { IncomingMessage } from 'node:http';

import { RequestMethod } from '@nestjs/common';
import type { Params } from 'nestjs-pino';

/** Values of these query parameters are secrets. */
const SECRET_PARAMETERS = /([?&](?:token|ticket|code|state)=)[^&#]*/gi;

/** A URL as it may be logged. */
function redactUrl(url: string): string {
  return url.replace(SECRET_PARAMETERS, '$1[redacted]');
}

/** Structured request logs: one line per request with its id; no header, no body, no token. */
export function loggerParams(level: string): Params {
  return {
    // Every path. The library's own pattern for that, `{/*splat}`, matches nothing but `/` on Fastify.
    forRoutes: [{ path: '/{*path}', method: RequestMethod.ALL }],
    pinoHttp: {
      level,
      genReqId: (request) => request.id,
      // Errors are logged where they are handled, with their cause; this line only counts them.
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500 ? 'warn' : 'info',
      // Fastify's middleware takes what its pattern has matched off `url`.
      autoLogging: {
        ignore: ({ originalUrl }: IncomingMessage & { originalUrl?: string }) =>
          /^\/(health|metrics)/.test(originalUrl ?? ''),
      },
      serializers: {
        req: (request: IncomingMessage & { id?: unknown }) => ({
          id: request.id,
          method: request.method,
          url: redactUrl(request.url ?? ''),
        }),
        res: (response: { statusCode?: number }) => ({ statusCode: response.statusCode }),
      },
      redact: {
        paths: ['req.headers', 'res.headers', '*.password', '*.token', '*.accessToken', '*.ticket'],
        censor: '[redacted]',
      },
      wrapSerializers: true,
      base: null,
    },
  };
}
