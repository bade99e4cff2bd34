import { Global, Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';

import { TEST_ENTITIES } from '../../test/entities.ts';
import { FakeAuthenticator, fakeToken } from '../../test/fake-authenticator.ts';
import { AccessModule } from '../access/access.module.ts';
import { SYNC_AUTHENTICATOR } from '../access/authenticator.ts';
import { AuditModule } from '../audit/audit.module.ts';
import { RecordsModule } from '../records/records.module.ts';
import { SyncModule } from '../sync.module.ts';

@Global()
@Module({
  providers: [{ provide: SYNC_AUTHENTICATOR, useClass: FakeAuthenticator }],
  exports: [SYNC_AUTHENTICATOR],
})
class AuthModule {}

describe('an application that is put together as the README says', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let authorization: string;
  let task: string;

  beforeAll(async () => {
    database = await createTestDatabase({ seeded: true });
    const options = { entities: TEST_ENTITIES, apiDatabaseUrl: database.apiUrl, syncDatabaseUrl: database.syncUrl };
    const testing = await Test.createTestingModule({
      imports: [AuthModule, SyncModule.forRoot(options), AccessModule, RecordsModule, AuditModule],
    }).compile();
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.init();
    const { rows } = await database.query<{ person: string; task: string }>(
      `SELECT p.id AS person, (SELECT id FROM app.task ORDER BY id LIMIT 1) AS task FROM app.person p WHERE username = 'ada'`,
    );
    task = rows[0]?.task ?? '';
    authorization = `Bearer ${fakeToken(rows[0]?.person ?? '', { role: 'admin' })}`;
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('answers what it refuses with the code, the status and the headers of the catalogue', async () => {
    const refused = async (method: 'GET' | 'PATCH', url: string, headers: Record<string, string>, payload?: object) => {
      const answer = await app.inject({ method, url: `/api/v1/${url}`, headers, ...(payload && { payload }) });
      const problem = answer.json<{ code: string; status: number; requestId: string }>();
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(problem).toMatchObject({ status: answer.statusCode, requestId: answer.headers['x-request-id'] });
      return [answer.statusCode, problem.code, answer.headers['www-authenticate']];
    };
    const signedIn = { authorization };
    expect(await refused('GET', 'task', {})).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
    expect(await refused('GET', 'task?foo=1', signedIn)).toEqual([400, 'BAD_QUERY', undefined]);
    expect(await refused('GET', 'nothing', signedIn)).toEqual([404, 'UNKNOWN_ENTITY', undefined]);
    expect(await refused('GET', `task/${crypto.randomUUID()}`, signedIn)).toEqual([404, 'NOT_FOUND', undefined]);
    const edit = (fields: object, headers = {}) =>
      refused('PATCH', `task/${task}`, { ...signedIn, ...headers }, fields);
    expect(await edit({ nickname: 'x' })).toEqual([400, 'VALIDATION', undefined]);
    const { headers } = await app.inject({
      method: 'PATCH',
      url: `/api/v1/task/${task}`,
      headers: { ...signedIn, 'if-match': '"1"' },
      payload: { title: 'By one' },
    });
    expect(headers.etag).toBe('"2"');
    expect(await edit({ title: 'By another' }, { 'if-match': '"1"' })).toEqual([412, 'VERSION_CONFLICT', undefined]);
  });
});
