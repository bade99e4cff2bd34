import cookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError, CHANGE_FEED, type ChangeFeed, EntityRegistry } from '@tidemark/sync-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';

import { AppModule } from './app.module.ts';
import type { Config } from './config/config.ts';
import { setupDocs } from './docs/setup-docs.ts';
import { clientFiles } from './http/client-files.ts';
import { closeInTime } from './http/close-in-time.ts';
import { refuseEarly } from './http/refuse-early.ts';
import { refuseUnread } from './http/refuse-unread.ts';
import { requestIdOf } from './http/request-id.ts';
import { RouteTable } from './http/route-table.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sendProblem } from './http/send-problem.ts';
import { SnapshotHeader } from './http/snapshot-header.ts';

/** A push of many records fits; what is larger is refused with 413 before it is parsed. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** Slow clients: headers within 10 s, the whole request within 30 s, looked at every 5 s. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

/** Builds the application as `main` and the tests run it; it does not listen yet. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const snapshot = new SnapshotHeader();
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: requestIdOf,
    trustProxy: config.TRUST_PROXY ?? false,
    http: TIMEOUTS,
    clientErrorHandler: refuseUnread,
    // The field check names such keys; nothing here merges objects from outside.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    // Longer than any request line that Node lets in: what is too long for an id is a bad id, not an unknown address.
    routerOptions: { maxParamLength: 20_000 },
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      snapshot.complete(request, reply);
      sendProblem(reply, new AppError('BAD_ID', 'The address is malformed.'), request.id);
    },
  });
  const routes = new RouteTable();
  const instance = adapter.getInstance();
  routes.listen(instance);
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  snapshot.listen(instance);
  closeInTime(instance);
  refuseEarly(instance, routes);

  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, routes), adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  snapshot.follow(app.get<ChangeFeed>(CHANGE_FEED));
  await app.register(cookie);
  await securityHeaders(app);
  if (config.ALLOWED_ORIGINS.length > 0) {
    app.enableCors({
      origin: config.ALLOWED_ORIGINS,
      credentials: true,
      exposedHeaders: ['allow', 'etag', 'location', 'retry-after', 'tidemark-snapshot', 'x-request-id'],
    });
  }
  setupDocs(app, app.get(EntityRegistry).all);
  await clientFiles(app, config.CLIENT_DIR);
  app.enableShutdownHooks();
  return app;
}
