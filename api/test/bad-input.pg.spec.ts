import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { Skill } from '@tidemark/entities';
import { TestSocket } from '@tidemark/sync-server/testing';
import { SignJWT } from 'jose';

import { exampleInput } from '../src/docs/example-row.ts';
import { JWT_SECRET, startTestApi, type TestApi } from './support/test-api.ts';
import type { Answer, TestUser } from './support/test-user.ts';

/** One row of the table of bad inputs: what is sent, and what must come back. */
interface BadInput {
  readonly title: string;
  send(): Promise<Answer>;
  readonly status: number;
  readonly code: string;
  /** Fields that the answer's `errors` must name. */
  readonly fields?: readonly string[];
  readonly headers?: Readonly<Record<string, RegExp>>;
  /** Whether no route of the API could see the request; those alone speak of snapshots. */
  readonly isOutside?: true;
}

let api: TestApi;
let mia: TestUser;
let vic: TestUser;
let project: { id: string; version: number };
let officeId: string;
let other: { id: string };

beforeAll(async () => {
  api = await startTestApi();
  mia = await api.signIn('mia');
  vic = await api.signIn('vic');
  project = await mia.create('project', { name: 'Bridge', code: 'BAD-1' });
  other = await mia.create('project', { name: 'Other', code: 'BAD-2' });
  const { rows } = await api.db.query<{ id: string }>('SELECT id FROM app.office LIMIT 1');
  officeId = rows[0]?.id ?? '';
});

afterAll(() => api[Symbol.asyncDispose]());

const one = () => `/api/v1/project/${project.id}`;
const list = '/api/v1/project';

/** A token of ours that lasts for this many seconds from now, with the usual or other claims. */
async function tokenOf(
  seconds: number,
  claims: { issuer?: string; audience?: string; key?: string } = {},
): Promise<string> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid: randomUUID(), username: 'mia', name: 'Mia', role: 'manager' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(mia.id)
    .setIssuer(claims.issuer ?? 'tidemark')
    .setAudience(claims.audience ?? 'tidemark-api')
    .setIssuedAt(nowSeconds - 1_000)
    .setExpirationTime(nowSeconds + seconds)
    .sign(new TextEncoder().encode(claims.key ?? JWT_SECRET));
}

const withToken = async (token: string | Promise<string>) =>
  api.anonymous.get(list, { headers: { authorization: `Bearer ${await token}` } });

const NONE = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaWEifQ.';
const CHALLENGE = { 'www-authenticate': /^Bearer/ };

const TABLE: readonly BadInput[] = [
  // 39: who is calling
  { title: 'no bearer', send: () => api.anonymous.get(list), status: 401, code: 'UNAUTHENTICATED', headers: CHALLENGE },
  { title: 'garbage as bearer', send: () => withToken('abc.def.ghi'), status: 401, code: 'UNAUTHENTICATED', headers: CHALLENGE },
  { title: 'a token without a signature', send: () => withToken(NONE), status: 401, code: 'UNAUTHENTICATED', headers: CHALLENGE },
  { title: 'an expired token', send: () => withToken(tokenOf(-10)), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a token signed with another key', send: () => withToken(tokenOf(60, { key: 'x'.repeat(32) })), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a token of another issuer', send: () => withToken(tokenOf(60, { issuer: 'other' })), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a token for another audience', send: () => withToken(tokenOf(60, { audience: 'other' })), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a token whose session never was', send: () => withToken(tokenOf(60)), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a refresh token whose session is no UUID', send: () => api.anonymous.post('/api/v1/auth/refresh', undefined, { headers: { cookie: `tidemark_refresh=${'-'.repeat(36)}.${'a'.repeat(43)}` } }), status: 401, code: 'UNAUTHENTICATED' },
  { title: 'a write by a viewer', send: () => vic.patch(`/api/v1/office/${officeId}`, { name: 'x' }), status: 403, code: 'FORBIDDEN' },
  { title: 'a delete by a viewer', send: () => vic.delete(`/api/v1/office/${officeId}`), status: 403, code: 'FORBIDDEN' },
  { title: 'a create by a viewer', send: () => vic.post('/api/v1/skill', exampleInput(Skill)), status: 403, code: 'FORBIDDEN' },
  // 40: absence
  { title: 'an absent record', send: () => mia.get(`/api/v1/task/${randomUUID()}`), status: 404, code: 'NOT_FOUND' },
  { title: 'an unknown entity', send: () => mia.get('/api/v1/pg_authid'), status: 404, code: 'UNKNOWN_ENTITY' },
  { title: 'a table that is not an entity', send: () => mia.get('/api/v1/person'), status: 404, code: 'UNKNOWN_ENTITY' },
  { title: '__proto__ as entity', send: () => mia.get('/api/v1/__proto__'), status: 404, code: 'UNKNOWN_ENTITY' },
  // 41: ids
  { title: 'a path that climbs', send: () => mia.get(`${list}/..%2f..`), status: 400, code: 'BAD_ID' },
  { title: 'a NUL as id', send: () => mia.get(`${list}/%00`), status: 400, code: 'BAD_ID' },
  { title: 'SQL as id', send: () => mia.get(`${list}/1%20or%201=1`), status: 400, code: 'BAD_ID' },
  { title: 'a broken escape as id', send: () => mia.get(`${list}/%zz`), status: 400, code: 'BAD_ID' },
  { title: '10,000 characters as id', send: () => mia.get(`${list}/${'a'.repeat(10_000)}`), status: 400, code: 'BAD_ID' },
  { title: 'SQL among ids', send: () => mia.get(`${list}?ids=1;drop%20table%20app.project`), status: 400, code: 'BAD_ID' },
  // 42: bodies
  { title: 'a body that is not JSON', send: () => mia.patch(one(), '{oops'), status: 400, code: 'BAD_JSON' },
  { title: 'text', send: () => mia.send('PATCH', one(), 'name=x', { headers: { 'content-type': 'text/plain' } }), status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  { title: 'a form', send: () => mia.send('POST', list, 'name=x', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }), status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  { title: 'a compressed body', send: () => sendGzip(), status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  { title: 'a body of 257 KiB', send: () => mia.patch(one(), { name: 'x'.repeat(257 * 1024) }), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  { title: 'an array', send: () => mia.patch(one(), []), status: 400, code: 'VALIDATION' },
  { title: 'null', send: () => mia.patch(one(), 'null'), status: 400, code: 'VALIDATION' },
  // 43: fields
  { title: 'an unknown field', send: () => mia.patch(one(), { nickname: 'x' }), status: 400, code: 'VALIDATION', fields: ['nickname'] },
  { title: '__proto__', send: () => mia.patch(one(), '{"__proto__":{"admin":true}}'), status: 400, code: 'VALIDATION', fields: ['__proto__'] },
  { title: 'constructor', send: () => mia.patch(one(), '{"constructor":{"prototype":{"admin":true}}}'), status: 400, code: 'VALIDATION', fields: ['constructor'] },
  { title: 'fields of the server', send: () => mia.patch(one(), { ownerId: mia.id, version: 999, id: randomUUID() }), status: 400, code: 'VALIDATION', fields: ['ownerId', 'version', 'id'] },
  { title: 'a missing required field', send: () => mia.post(list, { name: 'x' }), status: 400, code: 'VALIDATION', fields: ['code'] },
  { title: 'null for a required field', send: () => mia.patch(one(), { name: null }), status: 400, code: 'VALIDATION', fields: ['name'] },
  { title: 'the nil UUID as id', send: () => mia.post(list, { id: '00000000-0000-0000-0000-000000000000', name: 'Nil', code: 'NIL' }), status: 400, code: 'VALIDATION', fields: ['id'] },
  { title: 'a NUL in a name to sign in with', send: () => api.anonymous.post('/api/v1/auth/login', { username: 'a\0b', password: 'x' }), status: 400, code: 'VALIDATION', fields: ['username'] },
  // 44
  { title: 'an empty patch', send: () => mia.patch(one(), {}), status: 400, code: 'EMPTY_PATCH' },
  // 45 has a test of its own below
  { title: 'an If-Match that is no version', send: () => mia.patch(one(), { name: 'x' }, { headers: { 'if-match': 'abc' } }), status: 400, code: 'BAD_QUERY' },
  { title: 'an idempotency key that is no UUID', send: () => mia.patch(one(), { name: 'x' }, { headers: { 'idempotency-key': 'k1' } }), status: 400, code: 'BAD_ID' },
  // 47: queries
  ...['limit=-1', 'limit=1e9', 'limit=abc', 'limit=0', 'limit=1001', 'limit=5&limit=6', 'sort=password', 'sort=tags', 'sort=name;drop', 'sort=', 'nickname=x', 'name[regex]=x', 'status[gt]=active', 'budget=abc', 'budget[between]=1', 'dueOn=2026-02-30', 'createdTs[gt]=2026-01-01T00:00:00%2B16:00', 'customerId=x', 'fields=nope', 'fields=', 'cursor=AAAA', 'cursor=%00', '__proto__=1', 'constructor=1', 'description=x', 'name[null]=maybe', 'tags[null]=true'].map(
    (query): BadInput => ({ title: `the query ${query}`, send: () => mia.get(`${list}?${query}`), status: 400, code: 'BAD_QUERY' }),
  ),
  { title: 'a list query on one record', send: () => mia.get(`${one()}?limit=1`), status: 400, code: 'BAD_QUERY' },
  { title: 'a past moment in a zone that is none', send: () => mia.get(`${one()}?asOf=2026-01-01T00:00:00-16:00`), status: 400, code: 'BAD_QUERY' },
  { title: 'a past moment that is none', send: () => mia.get(`${one()}?asOf=yesterday`), status: 400, code: 'BAD_QUERY' },
  // 48: values
  { title: 'the number 2^53+1', send: () => mia.patch(one(), '{"budget":9007199254740993}'), status: 400, code: 'VALIDATION', fields: ['budget'] },
  { title: 'the number 1e400', send: () => mia.patch(one(), '{"budget":1e400}'), status: 400, code: 'VALIDATION', fields: ['budget'] },
  { title: 'a third digit after the point', send: () => mia.patch(one(), { budget: 1.234 }), status: 400, code: 'VALIDATION', fields: ['budget'] },
  { title: 'the 30th of February', send: () => mia.patch(one(), { dueOn: '2026-02-30' }), status: 400, code: 'VALIDATION', fields: ['dueOn'] },
  { title: 'a NUL in text', send: () => mia.patch(one(), { name: 'a\0b' }), status: 400, code: 'VALIDATION', fields: ['name'] },
  { title: 'half a surrogate pair', send: () => mia.patch(one(), '{"name":"a\\ud800b"}'), status: 400, code: 'VALIDATION', fields: ['name'] },
  { title: 'text that is too long', send: () => mia.patch(one(), { name: 'x'.repeat(201) }), status: 400, code: 'VALIDATION', fields: ['name'] },
  { title: 'text of 200 KB in a field', send: () => mia.patch(one(), { description: 'x'.repeat(200_000) }), status: 400, code: 'VALIDATION', fields: ['description'] },
  { title: 'text of 1 MB in a field', send: () => mia.patch(one(), { description: 'x'.repeat(1_000_000) }), status: 413, code: 'PAYLOAD_TOO_LARGE' },
  { title: 'a choice that is none', send: () => mia.patch(one(), { status: 'sleeping' }), status: 400, code: 'VALIDATION', fields: ['status'] },
  { title: 'a number as text', send: () => mia.patch(one(), { name: 5 }), status: 400, code: 'VALIDATION', fields: ['name'] },
  { title: 'dates in the wrong order', send: () => mia.patch(one(), { startOn: '2026-05-02', dueOn: '2026-05-01' }), status: 400, code: 'VALIDATION', fields: ['dueOn'] },
  { title: 'a reference to nothing', send: () => mia.patch(one(), { customerId: randomUUID() }), status: 409, code: 'REFERENCE_MISSING', fields: ['customerId'] },
  { title: 'a value that another record has', send: () => mia.post(list, { name: 'Twin', code: 'BAD-1' }), status: 409, code: 'DUPLICATE', fields: ['code'] },
  { title: 'a due date before the start that the record has', send: async () => (await mia.patch(`${list}/${other.id}`, { startOn: '2026-05-02' }), mia.patch(`${list}/${other.id}`, { dueOn: '2026-05-01' })), status: 400, code: 'VALIDATION', fields: ['dueOn'] },
  { title: 'nesting of 100,000 levels under an idempotency key', send: () => mia.patch(one(), `{"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, { headers: { 'idempotency-key': randomUUID() } }), status: 400, code: 'VALIDATION', fields: ['tags.0'] },
  // 49: methods
  { title: 'PUT on a list', send: () => mia.send('PUT', list, {}), status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: /^GET, HEAD, POST$/ } },
  { title: 'PUT on a record', send: () => mia.send('PUT', one(), {}), status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: /^DELETE, GET, HEAD, PATCH$/ } },
  { title: 'GET on the sign-in', send: () => mia.get('/api/v1/auth/login'), status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: /^POST$/ } },
  { title: 'PUT on the sign-in', send: () => mia.send('PUT', '/api/v1/auth/login', {}), status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: /^POST$/ } },
  { title: 'GET on a push', send: () => mia.get('/api/v1/sync/push'), status: 405, code: 'METHOD_NOT_ALLOWED', headers: { allow: /^POST$/ } },
  { title: 'a slash at the end', send: () => mia.get(`${list}/`), status: 404, code: 'NOT_FOUND' },
  { title: 'an unknown address', send: () => mia.get('/api/v2/project'), status: 404, code: 'NOT_FOUND', isOutside: true },
  { title: 'an unknown address of the API', send: () => mia.get('/api/v1/project/a/b/c'), status: 404, code: 'NOT_FOUND' },
  { title: 'headers of 20 KB', send: () => mia.get(list, { headers: { cookie: 'a'.repeat(20_000) } }), status: 431, code: 'HEADERS_TOO_LARGE', isOutside: true },
  { title: 'a query of 20 KB', send: () => mia.get(`${list}?name=${'a'.repeat(20_000)}`), status: 431, code: 'HEADERS_TOO_LARGE', isOutside: true },
  // The engine's own routes
  { title: 'a fetch without wants', send: () => mia.post('/api/v1/sync/fetch', {}), status: 400, code: 'VALIDATION', fields: ['wants'] },
  { title: 'a fetch of an unknown entity', send: () => mia.post('/api/v1/sync/fetch', { wants: [{ entityCode: 'pg_class', ids: [randomUUID()] }] }), status: 404, code: 'UNKNOWN_ENTITY' },
  { title: 'a fetch of 1,001 ids', send: () => mia.post('/api/v1/sync/fetch', { wants: [{ entityCode: 'task', ids: Array.from({ length: 1_001 }, () => randomUUID()) }] }), status: 400, code: 'LIMIT_BATCH' },
  { title: 'a push of 101 mutations', send: () => mia.post('/api/v1/sync/push', { mutations: Array.from({ length: 101 }, () => ({ mutationId: randomUUID(), entityCode: 'task', entityId: randomUUID(), action: 'DELETE' })) }), status: 400, code: 'VALIDATION', fields: ['mutations'] },
  // What a restore would not write
  ...['{"name":"x"}', '{"__proto__":{"admin":true}}', 'null', '[]'].map(
    (body): BadInput => ({ title: `a restore with the body ${body}`, send: () => mia.post(`${one()}/restore`, body), status: 400, code: 'VALIDATION' }),
  ),
]; // prettier-ignore

/** A small body that would be a large one, were it ever unpacked. */
async function sendGzip(): Promise<Answer> {
  const packed = gzipSync(JSON.stringify({ name: 'x'.repeat(10_000_000) }));
  const response = await fetch(api.url + one(), {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip', authorization: `Bearer ${mia.token}` },
    body: packed,
  });
  const body = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text: body,
    body: JSON.parse(body) as unknown,
    cookies: [],
  };
}

/** What comes back for bytes that may be no HTTP, until the server closes. */
async function sendBytes(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

describe('bad input', () => {
  it.each(TABLE.map((row) => [row.title, row] as const))('%s', async (_title, row) => {
    const answer = await row.send();
    const body = answer.body as {
      code?: string;
      errors?: { field: string }[];
      requestId?: string;
      type?: string;
      title?: string;
    };
    expect({ status: answer.status, code: body?.code }).toEqual({ status: row.status, code: row.code });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      status: row.status,
      requestId: answer.headers.get('x-request-id'),
      type: expect.any(String),
    });
    for (const field of row.fields ?? []) expect(body.errors?.map((error) => error.field)).toContain(field);
    for (const [name, pattern] of Object.entries(row.headers ?? {})) expect(answer.headers.get(name)).toMatch(pattern);
    if (!row.isOutside) expect(answer.headers.get('tidemark-snapshot')).toMatch(/^\d+:\d+:/);
    // No stack, no SQL, no driver text.
    expect(answer.text).not.toMatch(/\bat \w+.*:\d+:\d+|SELECT |INSERT |relation |syntax error|pg_|node_modules/);
  });

  it('gets the status and nothing else where it is no HTTP', async () => {
    expect(await sendBytes('HELLO\r\n\r\n')).toBe(
      'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
    );
  });

  it('leaves the record as it was', async () => {
    const { body } = await mia.get(one());
    expect(body).toMatchObject({ name: 'Bridge', version: 1 });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('brings a snapshot token that a subscription can begin with', async () => {
    const refusal = await api.anonymous.get(list);
    const change = await mia.patch(`${list}/${other.id}`, { name: 'Changed since' });
    const socket = await TestSocket.open(Number(new URL(api.url).port), mia.token ?? '');
    const since = refusal.headers.get('tidemark-snapshot');
    const payload = { entityCode: 'project', entityIds: [other.id], since };
    await socket.ask({ type: 'SUBSCRIBE', payload }, 'SUBSCRIBED');
    const { version } = change.body as { version: number };
    expect(socket.signalsFor(other.id)).toContainEqual({ action: 'UPDATE', version });
    await socket.close();
  });

  it('answers TRACE with 405 and what is allowed', async () => {
    const { request } = await import('node:http');
    const answer = await new Promise<{ status?: number; allow?: string }>((resolve, reject) => {
      request(api.url + list, { method: 'TRACE' }, ({ statusCode, headers }) =>
        resolve({ status: statusCode, allow: headers.allow }),
      )
        .on('error', reject)
        .end();
    });
    expect(answer).toEqual({ status: 405, allow: 'GET, HEAD, POST' });
  });
});
