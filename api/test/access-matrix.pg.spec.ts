import { randomUUID } from 'node:crypto';

import { ENTITIES } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';
import type { FetchResponse, Page } from '@tidemark/protocol';

import { AccessOracle, type Reach, viaColumn } from './support/access-oracle.ts';
import { startTestApi, type TestApi } from './support/test-api.ts';
import type { Answer, TestUser } from './support/test-user.ts';

const PEOPLE = ['ada', 'mia', 'tom', 'eve', 'vic'] as const;
const STALE = { headers: { 'if-match': '"999999"' } };

interface Sample {
  readonly id: string;
  readonly via: string | null;
  readonly row: Record<string, unknown>;
}

let api: TestApi;
let oracle: AccessOracle;
const users = new Map<string, TestUser>();
/** What the matrix has met: `rule reach`, and entity codes. */
const met = new Set<string>();

beforeAll(async () => {
  api = await startTestApi();
  oracle = await AccessOracle.read(api.db);
  for (const username of PEOPLE) users.set(username, await api.signIn(username));
});

afterAll(() => api[Symbol.asyncDispose]());

/** One record for each reach that the person has in this entity; the demo data may lack one. */
async function samplesOf(entity: EntityDefinition, username: string): Promise<Map<Reach, Sample>> {
  const { rows } = await api.db.query<Sample>(
    `SELECT t.id, ${viaColumn(entity)} AS via, app.image(t) AS row FROM app.${entity.code} t ORDER BY t.id`,
  );
  const samples = new Map<Reach, Sample>();
  for (const sample of rows) {
    const reach = oracle.reach(username, entity, sample);
    if (!samples.has(reach)) samples.set(reach, sample);
  }
  return samples;
}

/** The same record again, under a new id and with new unique values. */
function copyOf(entity: EntityDefinition, row: Record<string, unknown>): Record<string, unknown> {
  const open = Object.entries(entity.fields).filter(([, field]) => !field.secret);
  return Object.fromEntries(
    open.map(([name, field]) => [name, field.unique ? randomText(field.maxLength, field.kind === 'email') : row[name]]),
  );
}

function randomText(maxLength = 20, isEmail = false): string {
  const text = randomUUID().replaceAll('-', '').slice(0, Math.min(20, maxLength));
  return isEmail ? `${text}@example.com` : text;
}

const codeOf = (answer: Answer) => (answer.body as { code?: string } | undefined)?.code;

async function checkVerbs(entity: EntityDefinition, user: TestUser, reach: Reach, { id, row }: Sample): Promise<void> {
  const path = `/api/v1/${entity.code}`;
  const title = { [entity.title]: row[entity.title] };
  const [get, list, fetched, history, patch, remove, changed] = await Promise.all([
    user.get(`${path}/${id}`),
    user.get(`${path}?ids=${id}`),
    user.post('/api/v1/sync/fetch', { wants: [{ entityCode: entity.code, ids: [id] }] }),
    user.get(`${path}/${id}/history`),
    user.patch(`${path}/${id}`, title, STALE),
    user.delete(`${path}/${id}`, STALE),
    user.patch(`${path}/${id}`, title),
  ]);
  const seen = reach === 'none' ? 0 : 1;
  const readOnly = reach === 'read' ? [id] : [];
  const [fetchResult] = (fetched.body as FetchResponse).results;
  const page = list.body as Page;
  expect({
    get: get.status,
    allow: get.headers.get('allow'),
    list: page.items.length,
    readOnly: page.readOnly,
    fetch: fetchResult?.items.length,
    gone: fetchResult?.gone,
    readOnlyToo: fetchResult?.readOnly,
    history: history.status,
    // Refused for its version only where it may be written at all.
    patch: codeOf(patch),
    remove: codeOf(remove),
    changed: changed.status,
  }).toEqual({
    get: seen ? 200 : 404,
    allow: { write: 'GET, HEAD, PATCH, DELETE', read: 'GET, HEAD', none: null }[reach],
    list: seen,
    readOnly,
    fetch: seen,
    gone: seen ? [] : [id],
    readOnlyToo: readOnly,
    history: seen ? 200 : 404,
    patch: { write: 'VERSION_CONFLICT', read: 'FORBIDDEN', none: 'NOT_FOUND' }[reach],
    remove: { write: 'VERSION_CONFLICT', read: 'FORBIDDEN', none: 'NOT_FOUND' }[reach],
    changed: { write: 200, read: 403, none: 404 }[reach],
  });
}

async function checkCreate(entity: EntityDefinition, username: string, user: TestUser, sample: Sample): Promise<void> {
  const id = randomUUID();
  // A new record of a rule that goes through the record itself is its creator's only by role.
  const via = entity.access.via === 'id' ? id : sample.via;
  const mayWrite = oracle.reach(username, entity, { id, via }) === 'write';
  const answer = await user.post(`/api/v1/${entity.code}`, { ...copyOf(entity, sample.row), id });
  const code = answer.status === 201 ? 'CREATED' : codeOf(answer);
  // Other references of the copied row may lead to records that this person cannot see.
  expect(mayWrite ? ['CREATED', 'REFERENCE_MISSING'] : ['FORBIDDEN', 'REFERENCE_MISSING']).toContain(code);
  if (answer.status === 201) await api.db.query(`DELETE FROM app.${entity.code} WHERE id = $1`, [id]);
}

describe.each(PEOPLE)('%s', (username) => {
  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))(
    'does to %s what the rules say',
    async (_code, entity) => {
      const user = users.get(username);
      if (!user) throw new Error('not signed in');
      const samples = await samplesOf(entity, username);
      for (const [reach, sample] of samples) {
        met.add(`${entity.access.rule} ${reach}`).add(entity.code);
        await checkVerbs(entity, user, reach, sample);
        await checkCreate(entity, username, user, sample);
      }
    },
  );
});

describe('the matrix', () => {
  it('has met every entity that has demo data, and every reach that each rule can give', async () => {
    const filled: string[] = [];
    for (const { code } of ENTITIES) {
      const { rowCount } = await api.db.query(`SELECT FROM app.${code} LIMIT 1`);
      if (rowCount === 1) filled.push(code);
    }
    const possible = ['directory read', 'directory write', 'finance none', 'finance read', 'finance write'];
    for (const rule of ['project', 'owner']) possible.push(`${rule} none`, `${rule} read`, `${rule} write`);
    expect([...met].sort()).toEqual([...possible, ...filled].sort());
  });
});

describe('a forbidden record', () => {
  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))(
    'of %s looks to every verb, byte for byte, like one that does not exist',
    async (_code, entity) => {
      const hidden = (await samplesOf(entity, 'vic')).get('none');
      const vic = users.get('vic');
      if (!hidden || !vic) return;
      const headers = { 'x-request-id': 'the-same-for-both' };
      const path = `/api/v1/${entity.code}`;
      const title = { [entity.title]: hidden.row[entity.title] };
      const verbs: ((id: string) => Promise<Answer>)[] = [
        (id) => vic.get(`${path}/${id}`, { headers }),
        (id) => vic.get(`${path}/${id}?fields=version`, { headers }),
        (id) => vic.get(`${path}/${id}?asOf=2026-01-01T00:00:00Z`, { headers }),
        (id) => vic.get(`${path}/${id}/history`, { headers }),
        (id) => vic.get(`${path}?ids=${id}`, { headers }),
        (id) => vic.patch(`${path}/${id}`, title, { headers }),
        (id) => vic.patch(`${path}/${id}`, title, { headers: { ...headers, 'if-match': '"1"' } }),
        (id) => vic.delete(`${path}/${id}`, { headers }),
        (id) => vic.delete(`${path}/${id}`, { headers: { ...headers, 'if-match': '"1"' } }),
        (id) => vic.post(`${path}/${id}/restore`, undefined, { headers }),
      ];
      for (const verb of verbs) expect(comparable(await verb(hidden.id))).toEqual(comparable(await verb(randomUUID())));
    },
  );
});

/** All that a caller can see of an answer, apart from the clock and the snapshot of the moment. */
function comparable({ status, text, headers }: Answer) {
  const shown = [...headers].filter(([name]) => name !== 'date' && name !== 'tidemark-snapshot');
  return { status, text, headers: shown };
}
