import { createTestDatabase, FaultProxy, type TestDatabase } from '@tidemark/database/testing';
import pg from 'pg';

import { startTestApi, type TestApi } from './support/test-api.ts';
import { type Answer, TestUser } from './support/test-user.ts';

const codeOf = (answer: Answer) => (answer.body as { code?: string } | undefined)?.code;

describe('a user who asks too often', () => {
  it('gets 429 with Retry-After; others do not notice, and a second later all is well', async () => {
    await using api = await startTestApi({ env: { REQUESTS_PER_SECOND: '100' } });
    const [mia, tom] = await Promise.all([api.signIn('mia'), api.signIn('tom')]);
    const flood = Promise.all(Array.from({ length: 1_000 }, () => mia.get('/api/v1/auth/me')));
    const other = await tom.get('/api/v1/auth/me');
    const answers = await flood;
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(100);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 429]));
    expect([codeOf(refused[0] as Answer), refused[0]?.headers.get('retry-after')]).toEqual(['RATE_LIMITED', '1']);
    expect(other.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await mia.get('/api/v1/auth/me')).status).toBe(200);
  });
});

describe('a slow database', () => {
  let api: TestApi;
  let mia: TestUser;

  beforeAll(async () => {
    api = await startTestApi({ env: { STATEMENT_TIMEOUT_MS: '300' } });
    mia = await api.signIn('mia');
  });

  afterAll(() => api[Symbol.asyncDispose]());

  it('is answered for with 503 and Retry-After, the statement is cancelled, and nothing is written', async () => {
    const { id } = await mia.create('project', { name: 'Slow', code: 'SL-1' });
    const blocker = new pg.Client({ connectionString: api.db.ownerUrl });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE app.project IN ACCESS EXCLUSIVE MODE');
    const answers = await Promise.all([
      mia.get(`/api/v1/project/${id}`),
      mia.patch(`/api/v1/project/${id}`, { name: 'x' }),
      mia.get('/api/v1/project'),
    ]);
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(
      answers.map(() => [503, 'DATABASE_UNAVAILABLE']),
    );
    for (const answer of answers) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const { rows } = await blocker.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'app_api' AND datname = current_database() AND state = 'active'`,
    );
    expect(rows[0]?.n).toBe(0);
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect((await mia.get(`/api/v1/project/${id}`)).body).toMatchObject({ name: 'Slow', version: 1 });
  });

  it('leaves no connection in a broken transaction behind', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => mia.get('/api/v1/project?limit=1')));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
  });
});

describe('a database that takes no writes, as a standby does', () => {
  it('serves reads, and answers for each write with 503', async () => {
    await using api = await startTestApi();
    const options = encodeURIComponent('-c default_transaction_read_only=on');
    const env = { API_DATABASE_URL: `${api.db.apiUrl}?options=${options}` };
    await using standby = await startTestApi({ db: api.db, env });
    const mia = new TestUser(standby.url, (await api.signIn('mia')).token);
    expect((await mia.get('/api/v1/project?limit=1')).status).toBe(200);
    const answers = [
      await mia.post('/api/v1/project', { name: 'x', code: 'RO-1' }),
      await mia.post('/api/v1/auth/login', { username: 'mia', password: 'tidemark' }),
    ];
    expect(answers.map((answer) => [answer.status, codeOf(answer), answer.headers.get('retry-after')])).toEqual(
      answers.map(() => [503, 'DATABASE_UNAVAILABLE', '2']),
    );
  });
});

describe('a database that is away', () => {
  let db: TestDatabase;
  let proxy: FaultProxy;
  let api: TestApi;
  let mia: TestUser;

  beforeAll(async () => {
    db = await createTestDatabase({ seeded: true });
    proxy = await FaultProxy.before(db.apiUrl);
    const through: TestDatabase = { ...db, apiUrl: proxy.urlOf(db.apiUrl) };
    api = await startTestApi({ db: through, env: { STATEMENT_TIMEOUT_MS: '500' } });
    mia = await api.signIn('mia');
  });

  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await proxy.close();
    await db.drop();
  });

  const read = () => mia.get('/api/v1/project?limit=1');

  it.each(['down', 'silence'] as const)(
    '(%s) is answered for with 503, readiness says so, and all is well when it is back',
    async (fault) => {
      expect((await read()).status).toBe(200);
      proxy[fault]();
      const startMs = performance.now();
      const answers = await Promise.all([
        read(),
        read(),
        mia.post('/api/v1/project', { name: 'x', code: `AWAY-${fault}` }),
      ]);
      expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(
        answers.map(() => [503, 'DATABASE_UNAVAILABLE']),
      );
      expect(answers.map((answer) => answer.headers.get('tidemark-snapshot'))).toEqual(answers.map(() => null));
      expect(performance.now() - startMs).toBeLessThan(10_000);
      const ready = await api.anonymous.get('/health/ready');
      expect([ready.status, ready.body]).toMatchObject([
        503,
        { status: 'error', error: { database: { status: 'down' } } },
      ]);
      expect((await api.anonymous.get('/health/live')).status).toBe(200);
      proxy.heal();
      const deadlineMs = Date.now() + 15_000;
      while ((await read()).status !== 200 && Date.now() < deadlineMs)
        await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await read()).status).toBe(200);
      const { rows } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM app.project WHERE code = $1', [
        `AWAY-${fault}`,
      ]);
      expect(rows[0]?.n).toBe(0);
    },
  );
});
