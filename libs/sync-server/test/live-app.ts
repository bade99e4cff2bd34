import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Global, type INestApplication, Module } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { EntityDefinition } from '@tidemark/entity-model';

import { AccessModule } from '../src/access/access.module.ts';
import { SYNC_AUTHENTICATOR } from '../src/access/authenticator.ts';
import type { LiveOptionsInput } from '../src/live-options.ts';
import { CHANGE_FEED, type ChangeFeed } from '../src/log-watcher/change-feed.ts';
import { RecordsModule } from '../src/records/records.module.ts';
import { SyncModule } from '../src/sync.module.ts';
import { SyncGateway } from '../src/sync-gateway/sync.gateway.ts';
import { FakeAuthenticator } from './fake-authenticator.ts';
import { TestSocket } from './test-socket.ts';

@Global()
@Module({
  providers: [{ provide: SYNC_AUTHENTICATOR, useClass: FakeAuthenticator }],
  exports: [SYNC_AUTHENTICATOR],
})
class FakeAuthModule {}

/** A Nest application with nothing but the sync server, listening on a port of its own. */
export interface LiveApp extends AsyncDisposable {
  readonly app: INestApplication;
  readonly gateway: SyncGateway;
  readonly port: number;
  connect(token: string): Promise<TestSocket>;
  close(): Promise<void>;
}

export interface LiveAppOptions {
  readonly database: { readonly apiUrl: string; readonly syncUrl: string };
  readonly entities: readonly EntityDefinition[];
  readonly live?: LiveOptionsInput;
  /** Takes the place of the tail. */
  readonly feed?: ChangeFeed;
}

export async function startLiveApp({ database, entities, live, feed }: LiveAppOptions): Promise<LiveApp> {
  const options = { entities, apiDatabaseUrl: database.apiUrl, syncDatabaseUrl: database.syncUrl, live };
  const builder = Test.createTestingModule({
    imports: [SyncModule.forRoot({ ...options, imports: [FakeAuthModule] }), AccessModule, RecordsModule],
  });
  if (feed) builder.overrideProvider(CHANGE_FEED).useValue(feed);
  const testing = await builder.compile();
  const app = testing.createNestApplication(new FastifyAdapter());
  app.useLogger(process.env['TEST_LOG'] ? ['log', 'warn', 'error', 'debug'] : ['error']);
  await app.listen(0, '127.0.0.1');
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= app.close());
  return {
    app,
    gateway: app.get(SyncGateway),
    port,
    connect: (token) => TestSocket.open(port, token),
    close,
    [Symbol.asyncDispose]: close,
  };
}
