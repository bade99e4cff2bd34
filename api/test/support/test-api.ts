import type { AddressInfo } from 'node:net';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';

import { loadConfig } from '../../src/config/config.ts';
import { createApp } from '../../src/create-app.ts';
import { TestUser } from './test-user.ts';

export const JWT_SECRET = 'a secret that only the tests use, 32+';

/** The application as `main` runs it, listening on a free port, on a database of its own. */
export interface TestApi extends AsyncDisposable {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly db: TestDatabase;
  /** Signs in as a demo user (`ada`, `mia`, `tom`, `eve`, `vic`). */
  signIn(username: string, password?: string): Promise<TestUser>;
  /** Nobody: requests without a token. */
  readonly anonymous: TestUser;
}

export interface TestApiOptions {
  /** Whether the small demo company is in the database; the demo users need it. Default true. */
  readonly seeded?: boolean;
  /** Variables on top of the usual ones. */
  readonly env?: Readonly<Record<string, string>>;
  /** A database to use instead of a new one; it is not dropped. */
  readonly db?: TestDatabase;
}

/** Starts it. `await using api = await startTestApi()` stops it and drops the database. */
export async function startTestApi({ seeded = true, env = {}, db: given }: TestApiOptions = {}): Promise<TestApi> {
  const db = given ?? (await createTestDatabase({ seeded }));
  const config = loadConfig({
    API_PORT: '0',
    API_HOST: '127.0.0.1',
    API_DATABASE_URL: db.apiUrl,
    SYNC_DATABASE_URL: db.syncUrl,
    JWT_SECRET,
    LOG_LEVEL: 'silent',
    REQUESTS_PER_SECOND: '100000',
    ...env,
  });
  const app = await createApp(config);
  await app.listen(config.API_PORT, config.API_HOST);
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  return {
    url,
    app,
    db,
    anonymous: new TestUser(url),
    async signIn(username, password = 'tidemark') {
      const user = new TestUser(url);
      const answer = await user.post('/api/v1/auth/login', { username, password });
      if (answer.status !== 200) throw new Error(`signing in as ${username} failed: ${answer.text}`);
      const { accessToken, user: person } = answer.body as { accessToken: string; user: { id: string } };
      return new TestUser(url, accessToken, person.id, answer.cookies);
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      if (!given) await db.drop();
    },
  };
}
