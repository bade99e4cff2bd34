import { setTimeout as delay } from 'node:timers/promises';

import { ENTITIES } from '@tidemark/entities';
import { ERROR_CATALOGUE } from '@tidemark/protocol';
import { type OrmRecord, RecordOrm, type RequestContext } from '@tidemark/sync-server';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

let api: TestApi;
let mia: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  mia = await api.signIn('mia');
});

afterAll(() => api[Symbol.asyncDispose]());

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { responses?: Record<string, unknown>; operationId?: string }>>;
  readonly components: { schemas: Record<string, { properties?: Record<string, unknown>; required?: string[] }> };
}

const document = async () => (await api.anonymous.get('/api/docs-json')).body as Document;

describe('the OpenAPI document', () => {
  it('describes every route that the server has', async () => {
    const { paths } = await document();
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => key !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const generic = described.map((route) =>
      route.replace(/\/api\/v1\/[a-z_]+(?=\/\{id\}|$)/, '/api/v1/:entity').replace('{id}', ':id'),
    );
    const known = new Set([...described, ...generic]);
    const routes = api.app.getHttpAdapter().getInstance().printRoutes({
      commonPrefix: false,
    });
    const served = [...listRoutes(routes)].filter((route) => !/docs|\*|ws\/sync/.test(route));
    expect(served.length).toBeGreaterThan(15);
    expect(served.filter((route) => !known.has(route))).toEqual([]);
  });

  it('leads nowhere that does not exist, and names every operation once', async () => {
    const doc = await document();
    const references = [...JSON.stringify(doc).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(references.filter((name) => !doc.components.schemas[name])).toEqual([]);
    const ids = Object.values(doc.paths).flatMap((item) =>
      Object.values(item).flatMap((operation) => operation.operationId ?? []),
    );
    expect(ids.length).toBe(new Set(ids).size);
  });

  it('has every field that a row has, for every entity, and no secret one', async () => {
    const { components } = await document();
    for (const entity of ENTITIES) {
      const { rows } = await api.db.query<{ row: object }>(
        `SELECT app.image(t) AS row FROM app.${entity.code} t LIMIT 1`,
      );
      const schema =
        components.schemas[entity.code.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())];
      if (rows[0]) expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(Object.keys(rows[0].row).sort());
      const secrets = Object.keys(entity.fields).filter((name) => entity.fields[name]?.secret);
      for (const name of secrets) expect(Object.keys(schema?.properties ?? {})).not.toContain(name);
    }
  });

  it('is shown at /api/docs under a policy that lets its own scripts run and no inline ones', async () => {
    const page = await api.anonymous.get('/api/docs');
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("script-src 'self';"),
    ]);
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  });
});

describe('the error page', () => {
  it('explains every code at the address that problems name', async () => {
    const problem = (await api.anonymous.get('/api/v1/project')).body as { type: string };
    const [address, anchor] = problem.type.split('#');
    const page = await api.anonymous.get(address ?? '');
    expect(page.text).toContain(`id="${anchor}"`);
    for (const code of Object.keys(ERROR_CATALOGUE)) expect(page.text).toContain(`<code>${code}</code>`);
  });
});

describe('the ORM', () => {
  const context = (personId: string): RequestContext => ({
    personId,
    endpoint: '/test',
    method: 'TEST',
    userAgent: null,
    ip: null,
    requestId: 'orm',
  });

  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))(
    'reads a %s as REST does, and never a secret',
    async (code, entity) => {
      const [row] = ((await mia.get(`/api/v1/${code}?limit=1`)).body as { items: Record<string, unknown>[] }).items;
      if (!row) return;
      const found = await api.app
        .get(RecordOrm)
        .withPerson(context(mia.id), (manager) =>
          manager.getRepository<OrmRecord>(code).findOneByOrFail({ id: String(row['id']) }),
        );
      const plain = Object.fromEntries(
        Object.entries(found).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
      );
      const rest = Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          isTimestamp(value) ? new Date(String(value)).toISOString() : value,
        ]),
      );
      expect(plain).toEqual(rest);
      for (const name of Object.keys(entity.fields).filter((field) => entity.fields[field]?.secret))
        expect(plain).not.toHaveProperty(name);
    },
  );

  it('is bound by the same access rules, and its writes are logged with their actor', async () => {
    const vic = await api.signIn('vic');
    const orm = api.app.get(RecordOrm);
    const visible = ((await vic.get('/api/v1/project?limit=1000')).body as { items: unknown[] }).items.length;
    expect(await orm.withPerson(context(vic.id), (manager) => manager.getRepository('project').count())).toBe(visible);
    const { id } = await mia.create('project', { name: 'By hand', code: 'ORM-1' });
    await orm.withPerson(context(mia.id), (manager) =>
      manager.getRepository('project').update({ id }, { name: 'By TypeORM' }),
    );
    expect((await mia.get(`/api/v1/project/${id}/history?limit=1`)).body).toMatchObject({
      items: [{ actor: { username: 'mia' }, endpoint: '/test', changes: [{ field: 'name', to: 'By TypeORM' }] }],
    });
    await expect(
      orm.withPerson(context(vic.id), (manager) => manager.query(`INSERT INTO app.skill (name) VALUES ('x')`)),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('answers for a connection that is gone as for any other failure of the database', async () => {
    const work = api.app.get(RecordOrm).withPerson(context(mia.id), async (manager) => {
      await api.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'tidemark-orm' AND state = 'idle in transaction' AND datname = current_database()`,
      );
      await delay(100);
      await manager.query('SELECT 1');
    });
    await expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});

const isTimestamp = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value);

/** Fastify prints its routes as a tree; this reads `METHOD /path` out of it. */
function* listRoutes(printed: string): Generator<string> {
  const stack: string[] = [];
  for (const line of printed.split('\n')) {
    const [, indent = '', segment = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (!segment) continue;
    const depth = indent.length / 4;
    stack.length = depth;
    stack[depth] = segment;
    const path = stack.join('').replace(/(.)\/$/, '$1');
    for (const method of methods.split(', ').filter((one) => one && one !== 'HEAD')) yield `${method} ${path}`;
  }
}
