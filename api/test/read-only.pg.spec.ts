import { asPerson, connect } from '@tidemark/database/testing';
import { ENTITIES } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';
import type { FetchResponse, Page, Row } from '@tidemark/protocol';
import fc from 'fast-check';
import type pg from 'pg';

import { startTestApi, type TestApi } from './support/test-api.ts';
import type { Answer, TestUser } from './support/test-user.ts';

const SITUATIONS = 60;
const PEOPLE = ['mia', 'tom', 'eve', 'vic'] as const;
const STALE = { headers: { 'if-match': '"999999"' } };

let api: TestApi;
/** As the API connects: row-level security decides what its statements touch. */
let guarded: pg.Client & AsyncDisposable;
const users: TestUser[] = [];

beforeAll(async () => {
  api = await startTestApi();
  guarded = await connect(api.db.apiUrl);
  for (const username of PEOPLE) users.push(await api.signIn(username));
});

afterAll(async () => {
  await guarded.end();
  await api[Symbol.asyncDispose]();
});

/** Gives or takes access in one of the ways there are. `pick` numbers choose among what is there. */
const GRANTS = {
  role: ({ person, level }: Grant) =>
    api.db.query('UPDATE app.person SET person_type = $2 WHERE id = $1', [
      person,
      ['member', 'viewer', 'member', 'manager'][level],
    ]),
  employee: ({ person, record }: Grant) =>
    api.db.query(
      'UPDATE app.person SET employee_id = (SELECT id FROM app.employee ORDER BY id OFFSET $2 LIMIT 1) WHERE id = $1',
      [person, record % 8],
    ),
  head: ({ person, record }: Grant) =>
    api.db.query(
      `UPDATE app.department SET manager_id = (SELECT employee_id FROM app.person WHERE id = $1)
       WHERE id = (SELECT id FROM app.department ORDER BY id OFFSET $2 LIMIT 1)`,
      [person, record % 8],
    ),
  membership: async ({ person, record, level }: Grant) => {
    const project = '(SELECT id FROM app.project ORDER BY id OFFSET $2 LIMIT 1)';
    if (level === 0)
      return api.db.query(`DELETE FROM app.project_member WHERE person_id = $1 AND project_id = ${project}`, [
        person,
        record % 24,
      ]);
    return api.db.query(
      `INSERT INTO app.project_member (project_id, person_id, can_write) VALUES (${project}, $1, $3)
       ON CONFLICT (project_id, person_id) DO UPDATE SET can_write = excluded.can_write`,
      [person, record % 24, level === 1],
    );
  },
  share: async ({ person, entity, record, level }: Grant) => {
    if (level === 0) return api.db.query('DELETE FROM app.record_share WHERE person_id = $1', [person]);
    return api.db.query(
      `INSERT INTO app.record_share (entity_code, entity_id, person_id, can_write)
       SELECT $3, id, $1, $4 FROM app.${entity.code} ORDER BY created_ts, id OFFSET $2 LIMIT 1
       ON CONFLICT (entity_code, entity_id, person_id) DO UPDATE SET can_write = excluded.can_write`,
      [person, record % 10, entity.code, level === 1],
    );
  },
} as const;

interface Grant {
  readonly person: string;
  readonly entity: EntityDefinition;
  readonly record: number;
  readonly level: number;
}

const grant = fc.record({
  kind: fc.constantFrom(...(Object.keys(GRANTS) as (keyof typeof GRANTS)[])),
  person: fc.nat(PEOPLE.length - 1),
  entity: fc.constantFrom(...ENTITIES),
  record: fc.nat(40),
  level: fc.nat(3),
});

const situation = fc.record({
  grants: fc.array(grant, { minLength: 1, maxLength: 6 }),
  /** Whom the answers are compared for, and in which entities. */
  person: fc.nat(PEOPLE.length - 1),
  entities: fc.array(fc.constantFrom(...ENTITIES), { minLength: 4, maxLength: 4 }),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 15 }),
});

/** Ids of the records that this person may read and write: locking for UPDATE asks the policies, without the work. */
async function lockable(person: string, { code }: EntityDefinition): Promise<Set<string>> {
  const { rows } = await asPerson(guarded, person, (client) =>
    client.query<{ id: string }>(`SELECT id FROM app.${code} FOR UPDATE`),
  );
  return new Set(rows.map(({ id }) => id));
}

/** The first pages of a list, by a field that may be empty where there is one. */
async function pages(
  user: TestUser,
  entity: EntityDefinition,
  { descending, limit }: { descending: boolean; limit: number },
): Promise<Page[]> {
  const field = entity.sort.find((name) => entity.fields[name]?.required === false) ?? 'createdTs';
  const path = `/api/v1/${entity.code}?sort=${descending ? '-' : ''}${field}&limit=${limit}`;
  const read: Page[] = [];
  for (let cursor: string | null | undefined = ''; typeof cursor === 'string' && read.length < 4;) {
    const { body } = await user.get(`${path}${cursor && `&cursor=${cursor}`}`);
    read.push(body as Page);
    cursor = read.at(-1)?.nextCursor;
  }
  return read;
}

const codeOf = (answer: Answer) => (answer.body as { code?: string } | undefined)?.code;

/** What becomes of a write: one on a version that never was is refused for that only where it may be made at all. */
async function tryWrites(user: TestUser, entity: EntityDefinition, row: Row): Promise<(string | undefined)[]> {
  const path = `/api/v1/${entity.code}/${row.id}`;
  const [patch, remove] = [
    await user.patch(path, { [entity.title]: row[entity.title] }, STALE),
    await user.delete(path, STALE),
  ];
  return [codeOf(patch), codeOf(remove)];
}

async function compare(
  user: TestUser,
  entity: EntityDefinition,
  order: { descending: boolean; limit: number },
): Promise<void> {
  const writable = await lockable(user.id, entity);
  const read = await pages(user, entity, order);
  const rows = read.flatMap(({ items }) => items);
  const expected = rows.filter(({ id }) => !writable.has(id)).map(({ id }) => id);
  expect({ code: entity.code, listed: read.flatMap(({ readOnly }) => readOnly) }).toEqual({
    code: entity.code,
    listed: expected,
  });
  if (rows.length === 0) return;
  const wants = [{ entityCode: entity.code, ids: rows.map(({ id }) => id) }];
  const { body } = await user.post('/api/v1/sync/fetch', { wants });
  const [fetched] = (body as FetchResponse).results;
  expect(new Set(fetched?.readOnly)).toEqual(new Set(expected));
  for (const row of [rows.find(({ id }) => writable.has(id)), rows.find(({ id }) => !writable.has(id))]) {
    if (!row) continue;
    const mayWrite = writable.has(row.id);
    met.add(`${entity.access.rule} ${mayWrite ? 'write' : 'read'}`);
    const code = mayWrite ? 'VERSION_CONFLICT' : 'FORBIDDEN';
    expect(await tryWrites(user, entity, row)).toEqual([code, code]);
    const { headers } = await user.get(`/api/v1/${entity.code}/${row.id}`);
    expect(headers.get('allow')).toBe(mayWrite ? 'GET, HEAD, PATCH, DELETE' : 'GET, HEAD');
  }
}

/** Rules and what was met of them, so that the test cannot pass by comparing nothing. */
const met = new Set<string>();

it('what an answer says of writing is what a write then does, whoever has been given or denied what', async () => {
  const property = fc.asyncProperty(situation, async ({ grants, person, entities, ...order }) => {
    for (const { kind, person: whose, ...rest } of grants)
      await GRANTS[kind]({ ...rest, person: users[whose]?.id ?? '' });
    const user = users[person];
    if (!user) throw new Error('not signed in');
    for (const entity of entities) await compare(user, entity, order);
  });
  // Each situation builds on what those before it have left.
  await fc.assert(property, { numRuns: SITUATIONS, seed: 1, endOnFailure: true });
  const rules = ['directory', 'finance', 'owner', 'project'];
  expect([...met].sort()).toEqual(rules.flatMap((rule) => [`${rule} read`, `${rule} write`]));
}, 120_000);
