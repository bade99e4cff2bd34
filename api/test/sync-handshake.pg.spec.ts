import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { BEARER_SUBPROTOCOL_PREFIX, SUBPROTOCOL } from '@tidemark/protocol';
import { RawSocket } from '@tidemark/sync-server/testing';
import { decodeJwt, SignJWT } from 'jose';
import { WebSocket } from 'ws';

import { JWT_SECRET, startTestApi, type TestApi } from './support/test-api.ts';
import type { TestUser } from './support/test-user.ts';

// Rows 2 to 4 of the table of bad inputs: what only real tokens and tickets can show. The others: libs/sync-server.

let api: TestApi;
let ada: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  ada = await api.signIn('ada');
});

afterAll(() => api[Symbol.asyncDispose]());

async function status(target: string, headers: Record<string, string> = {}): Promise<number> {
  const raw = new RawSocket(Number(new URL(api.url).port));
  try {
    return (await raw.upgrade({ target, headers })).status;
  } finally {
    raw.destroy();
  }
}

const withToken = (token: string) => status(`/ws/sync?token=${token}`);
const claims = () => decodeJwt(ada.token ?? '');
const key = new TextEncoder().encode(JWT_SECRET);
const sign = (change: Record<string, unknown>, secret = key) =>
  new SignJWT({ ...claims(), ...change }).setProtectedHeader({ alg: 'HS256' }).sign(secret);

it('a good token opens the socket, in the address, the subprotocol or the header', async () => {
  expect(await withToken(ada.token ?? '')).toBe(101);
  expect(await withToken(await sign({}))).toBe(101);
  const protocols = `${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}${ada.token}`;
  expect(await status('/ws/sync', { 'Sec-WebSocket-Protocol': protocols })).toBe(101);
  expect(await status('/ws/sync', { Authorization: `Bearer ${ada.token}` })).toBe(101);
});

it.each<[string, () => Promise<string> | string]>([
  ['2 garbage', () => 'garbage'],
  [
    '2 alg none',
    () =>
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
  ],
  [
    '2 HS256 signed with a public key',
    () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return sign({}, new TextEncoder().encode(publicKey.export({ type: 'spki', format: 'pem' }).toString()));
    },
  ],
  ['3 expired', () => sign({ exp: Math.floor(Date.now() / 1_000) - 60 })],
  ['3 not valid yet', () => sign({ nbf: Math.floor(Date.now() / 1_000) + 600 })],
  ['3 for another audience', () => sign({ aud: 'somebody-else' })],
  ['3 of another issuer', () => sign({ iss: 'https://evil.example' })],
])('%s is 401', async (_, token) => {
  expect(await withToken(await token())).toBe(401);
});

it('a refused token is challenged, once', async () => {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/ws/sync?token=garbage`);
  const [request, response] = (await once(socket, 'unexpected-response')) as [ClientRequest, IncomingMessage];
  expect([response.statusCode, response.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  request.destroy();
});

it('4 a ticket opens one socket', async () => {
  const { ticket } = (await ada.post('/api/v1/auth/ws-ticket')).body as { ticket: string };
  expect(await status(`/ws/sync?ticket=${ticket}`)).toBe(101);
  expect(await status(`/ws/sync?ticket=${ticket}`)).toBe(401);
});

it('4 a ticket is good for 30 seconds', async () => {
  const { ticket } = (await ada.post('/api/v1/auth/ws-ticket')).body as { ticket: string };
  await api.db.query("UPDATE app.ws_ticket SET expires_ts = expires_ts - interval '31 seconds'");
  expect(await status(`/ws/sync?ticket=${ticket}`)).toBe(401);
});

it('a session that another pod has just ended gets no lasting socket, though it was valid a moment ago', async () => {
  const mia = await api.signIn('mia');
  expect((await mia.get('/api/v1/auth/me')).status).toBe(200); // which counts for a second
  const { sid } = decodeJwt(mia.token ?? '');
  await api.db.query(
    `WITH ended AS (UPDATE app.session SET revoked_ts = now() WHERE id = $1 RETURNING id, person_id)
     INSERT INTO app.revocation (person_id, session_id) SELECT person_id, id FROM ended`,
    [sid],
  );
  await api.db.query(`NOTIFY tidemark_revocation`);
  await delay(200);
  const raw = new RawSocket(Number(new URL(api.url).port));
  const { status: handshake } = await raw.upgrade({ target: `/ws/sync?token=${mia.token}` });
  expect(handshake === 101 ? await raw.closeCode() : handshake).toBe(handshake === 101 ? 4401 : 401);
  raw.destroy();
});
