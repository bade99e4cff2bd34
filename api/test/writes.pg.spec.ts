import { randomUUID } from 'node:crypto';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { Answer, TestUser } from './support/test-user.ts';

let api: TestApi;
let mia: TestUser;
let nextCode = 0;

beforeAll(async () => {
  api = await startTestApi();
  mia = await api.signIn('mia');
});

afterAll(() => api[Symbol.asyncDispose]());

const newProject = (fields: Record<string, unknown> = {}) =>
  mia.create('project', { name: 'Quay', code: `WR-${++nextCode}`, ...fields });

const at = (id: string) => `/api/v1/project/${id}`;
const based = (version: number) => ({ headers: { 'if-match': `"${version}"` } });

interface Problem {
  readonly code: string;
  readonly errors?: readonly { field: string }[];
  readonly current?: { version: number; name: string };
}

describe('create', () => {
  it('answers 201 with the row, its ETag, its address and the snapshot', async () => {
    const id = randomUUID();
    const answer = await mia.post('/api/v1/project', { id, name: 'Mole', code: 'WR-NEW', tags: ['a', 'b'] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id,
      version: 1,
      name: 'Mole',
      status: 'planned',
      tags: ['a', 'b'],
      budget: null,
    });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('location')).toBe(at(id));
    expect(answer.headers.get('tidemark-snapshot')).toMatch(/^\d+:\d+:/);
  });

  it('refuses an id that is taken', async () => {
    const { id } = await newProject();
    const answer = await mia.post('/api/v1/project', { id, name: 'Again', code: `WR-${++nextCode}` });
    expect([answer.status, (answer.body as Problem).code]).toEqual([409, 'DUPLICATE']);
  });

  it('gives a record that is created again a version above all that it had', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'Two' });
    await mia.delete(at(id));
    const again = await mia.create('project', { id, name: 'Back', code: `WR-${++nextCode}` });
    expect(again.version).toBe(4);
  });
});

describe('update', () => {
  it('refuses a stale base in the same field with the current row', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'First' }, based(1));
    const late = await mia.patch(at(id), { name: 'Second' }, based(1));
    expect(late.status).toBe(412);
    expect(late.body).toMatchObject({ code: 'VERSION_CONFLICT', current: { id, name: 'First', version: 2 } });
  });

  it('merges a stale base that touched other fields', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'Theirs' }, based(1));
    const merged = await mia.patch(at(id), { budget: 500, progress: 10 }, based(1));
    expect(merged.status).toBe(200);
    expect(merged.body).toMatchObject({ name: 'Theirs', budget: 500, progress: 10, version: 3 });
  });

  it('does not merge an amount with a change of its currency, nor the other way round', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { currency: 'USD' }, based(1));
    expect((await mia.patch(at(id), { budget: 120 }, based(1))).status).toBe(412);
    await mia.patch(at(id), { budget: 120 }, based(2));
    expect((await mia.patch(at(id), { currency: 'EUR' }, based(2))).status).toBe(412);
    expect((await mia.patch(at(id), { name: 'Mine' }, based(1))).body).toMatchObject({ currency: 'USD', budget: 120 });
  });

  it('looks at every change since the base, not only at the last', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'Changed' });
    await mia.patch(at(id), { budget: 1 });
    await mia.patch(at(id), { progress: 2 });
    expect((await mia.patch(at(id), { name: 'Mine' }, based(1))).status).toBe(412);
    expect((await mia.patch(at(id), { priority: 'high' }, based(1))).status).toBe(200);
  });

  it('never merges a secret field, since nobody can tell whether it changed', async () => {
    const employee = await mia.create('employee', {
      name: 'Nell',
      number: 'WR-E1',
      email: 'nell@example.com',
      hiredOn: '2026-01-01',
    });
    const path = `/api/v1/employee/${employee.id}`;
    expect((await mia.patch(path, { salary: 50_000 }, based(1))).status).toBe(200);
    await mia.patch(path, { phone: '+49 1' });
    expect((await mia.patch(path, { salary: 60_000 }, based(2))).status).toBe(412);
  });

  it('refuses a base that is newer than the record', async () => {
    const { id } = await newProject();
    expect((await mia.patch(at(id), { name: 'x' }, based(7))).status).toBe(412);
  });

  it('lets one of two writers of the same field win when both come at once', async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await newProject();
      const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => mia.patch(at(id), { name }, based(1))));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412, 412, 412]);
      expect(((await mia.get(at(id))).body as { version: number }).version).toBe(2);
    }
  });

  it('keeps what every writer wrote when all write different fields at once', async () => {
    const changes = {
      name: 'N',
      status: 'active',
      priority: 'high',
      health: 'at_risk',
      budget: 10,
      progress: 5,
      description: 'D',
    };
    const { id } = await newProject();
    const answers = await Promise.all(
      Object.entries(changes).map(([field, value]) => mia.patch(at(id), { [field]: value }, based(1))),
    );
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect((await mia.get(at(id))).body).toMatchObject({ ...changes, version: 1 + answers.length });
  });

  it('writes whatever the version is without If-Match', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'One' });
    expect((await mia.patch(at(id), { name: 'Two' })).body).toMatchObject({ name: 'Two', version: 3 });
  });
});

describe('delete', () => {
  it('answers 204, and from then on the record is gone', async () => {
    const { id } = await newProject();
    expect((await mia.delete(at(id), based(1))).status).toBe(204);
    expect((await mia.get(at(id))).status).toBe(404);
    expect((await mia.delete(at(id))).status).toBe(404);
  });

  it('refuses a stale base with the current row', async () => {
    const { id } = await newProject();
    await mia.patch(at(id), { name: 'Moved on' });
    const late = await mia.delete(at(id), based(1));
    expect([late.status, (late.body as Problem).current?.version]).toEqual([412, 2]);
  });

  it('refuses a record that others refer to', async () => {
    const customer = await mia.create('customer', await copyOfCustomer());
    await newProject({ customerId: customer.id });
    const answer = await mia.delete(`/api/v1/customer/${customer.id}`);
    expect([answer.status, (answer.body as Problem).code]).toEqual([409, 'REFERENCED']);
  });
});

describe('conditional reads', () => {
  it('answer 304 while a record or a list has not changed', async () => {
    const { id } = await newProject({ name: 'Conditional' });
    for (const path of [at(id), '/api/v1/project?name=Conditional']) {
      const first = await mia.get(path);
      const etag = first.headers.get('etag') ?? '';
      const again = await mia.get(path, { headers: { 'if-none-match': etag } });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(again.headers.get('tidemark-snapshot')).toMatch(/^\d+:\d+:/);
      await mia.patch(at(id), { progress: 1 });
      expect((await mia.get(path, { headers: { 'if-none-match': etag } })).status).toBe(200);
    }
  });
});

describe('a push', () => {
  const mutation = (action: string, entityId: string, rest: object = {}) => ({
    mutationId: randomUUID(),
    entityCode: 'project',
    entityId,
    action,
    ...rest,
  });
  const results = (answer: Answer) =>
    (
      answer.body as {
        results: { mutationId: string; status: number; version?: number; item?: object; problem?: Problem }[];
      }
    ).results;

  it('applies mutations in order, and a refusal does not stop the rest', async () => {
    const [id, other] = [randomUUID(), randomUUID()];
    const mutations = [
      mutation('CREATE', id, { fields: { name: 'Pushed', code: `WR-${++nextCode}` } }),
      mutation('UPDATE', id, { baseVersion: 1, fields: { name: 'Then' } }),
      mutation('UPDATE', id, { baseVersion: 1, fields: { name: 'Conflict' } }),
      mutation('UPDATE', other, { fields: { name: 'Nobody' } }),
      mutation('UPDATE', id, { baseVersion: 2, fields: { budget: -1 } }),
      mutation('UPDATE', id, { baseVersion: 1, fields: { budget: 5 } }),
      mutation('DELETE', id, { baseVersion: 3 }),
    ];
    const answer = await mia.post('/api/v1/sync/push', { mutations });
    expect(results(answer).map(({ status, version, problem }) => [status, version ?? problem?.code])).toEqual([
      [201, 1],
      [200, 2],
      [412, 'VERSION_CONFLICT'],
      [404, 'NOT_FOUND'],
      [400, 'VALIDATION'],
      [200, 3],
      [204, 4],
    ]);
    expect(results(answer)[2]?.problem?.current).toMatchObject({ name: 'Then', version: 2 });
    expect(results(answer).map((result) => result.mutationId)).toEqual(mutations.map((one) => one.mutationId));
  });

  it('refuses what REST refuses: a hidden field, and fields of another record', async () => {
    const fields = () => ({ name: 'Pushed', code: `WR-${++nextCode}` });
    const [id, other] = [randomUUID(), randomUUID()];
    const hidden = JSON.parse('{"name":"Hidden","__proto__":{"admin":true}}') as object;
    const mutations = [
      mutation('CREATE', randomUUID(), { fields: { ...fields(), ...hidden } }),
      mutation('CREATE', id, { fields: { ...fields(), id: other } }),
      mutation('CREATE', id, { fields: { ...fields(), id: null } }),
      mutation('CREATE', id, { fields: { ...fields(), id: id.toUpperCase() } }),
      mutation('UPDATE', id, { fields: hidden }),
    ];
    const answer = await mia.post('/api/v1/sync/push', { mutations });
    const told = results(answer).map(({ status, problem }) => [
      status,
      problem?.code,
      problem?.errors?.map(({ field }) => field),
    ]);
    expect(told).toEqual([
      [400, 'VALIDATION', ['__proto__']],
      [400, 'VALIDATION', ['id']],
      [400, 'VALIDATION', ['id']],
      [201, undefined, undefined],
      [400, 'VALIDATION', ['__proto__']],
    ]);
    expect((await mia.get(at(other))).status).toBe(404);
    expect((await mia.get(at(id))).body).toMatchObject({ name: 'Pushed', version: 1 });
  });

  it.each(['Bridge', ['Bridge'], null])('refuses %j as fields', async (fields) => {
    const answer = await mia.post('/api/v1/sync/push', { mutations: [mutation('UPDATE', randomUUID(), { fields })] });
    const { code, errors } = answer.body as Problem;
    expect([answer.status, code, errors?.map(({ field }) => field)]).toEqual([
      400,
      'VALIDATION',
      ['mutations.0.fields'],
    ]);
  });

  it('gives stored results when it is repeated, and has no second effect', async () => {
    const id = randomUUID();
    const mutations = [
      mutation('CREATE', id, { fields: { name: 'Once', code: `WR-${++nextCode}` } }),
      mutation('UPDATE', id, { baseVersion: 1, fields: { progress: 50 } }),
    ];
    const first = await mia.post('/api/v1/sync/push', { mutations });
    await mia.patch(at(id), { name: 'Meanwhile' });
    const second = await mia.post('/api/v1/sync/push', { mutations });
    expect(results(second)).toEqual(results(first));
    expect((await mia.get(at(id))).body).toMatchObject({ name: 'Meanwhile', progress: 50, version: 3 });
  });
});

async function copyOfCustomer(): Promise<Record<string, unknown>> {
  const { rows } = await api.db.query<{ row: Record<string, unknown> }>(
    'SELECT app.image(t) AS row FROM app.customer t LIMIT 1',
  );
  const bookkeeping = ['id', 'version', 'createdTs', 'updatedTs'];
  const fields = Object.fromEntries(Object.entries(rows[0]?.row ?? {}).filter(([name]) => !bookkeeping.includes(name)));
  return { ...fields, ...('number' in fields && { number: 'WR-C1' }), ...('code' in fields && { code: 'WR-C1' }) };
}
