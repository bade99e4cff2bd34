import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Authenticator, Session } from '@tidemark/sync-server';
import { SYNC_AUTHENTICATOR } from '@tidemark/sync-server';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

import { startTestApi, type TestApi } from './support/test-api.ts';
import { type Answer, TestUser } from './support/test-user.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api[Symbol.asyncDispose]());

const login = (username: string, password: string, at: TestApi = api) =>
  at.anonymous.post('/api/v1/auth/login', { username, password });
const cookieOf = (answer: Answer) =>
  answer.cookies.find((one) => one.startsWith('tidemark_refresh='))?.split(';')[0] ?? '';
const refresh = (cookie: string, headers: Record<string, string> = {}) =>
  api.anonymous.post('/api/v1/auth/refresh', undefined, { headers: { cookie, ...headers } });
const codeOf = (answer: Answer) => (answer.body as { code?: string }).code;
const tokenOf = (answer: Answer) => (answer.body as { accessToken: string }).accessToken;
const me = (token: string) => new TestUser(api.url, token).get('/api/v1/auth/me');
const authenticator = () => api.app.get<Authenticator>(SYNC_AUTHENTICATOR);

describe('sign-in', () => {
  it('gives a token for fifteen minutes, the user, and a cookie that scripts cannot read', async () => {
    const answer = await login('mia', 'tidemark');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ expiresInSeconds: 900, user: { username: 'mia', role: 'manager' } });
    const [cookie = ''] = answer.cookies;
    expect(cookie).toMatch(/^tidemark_refresh=/);
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/api/v1/auth']) expect(cookie).toContain(attribute);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await me(tokenOf(answer))).body).toMatchObject({ username: 'mia' });
  });

  it('does not care about the case of the name', async () => {
    expect((await login('MIA', 'tidemark')).status).toBe(200);
  });

  it('takes the address of a caller as the proxy writes it', async () => {
    await using behind = await startTestApi({ db: api.db, env: { TRUST_PROXY: '127.0.0.1' } });
    for (const [written, kept] of [
      ['203.0.113.9:51514', '203.0.113.9'],
      ['[2001:db8::7]:443', '2001:db8::7'],
      ['unknown', '127.0.0.1'],
    ]) {
      const credentials = { username: 'vic', password: 'tidemark' };
      const headers = { 'x-forwarded-for': written ?? '' };
      const answer = await behind.anonymous.post('/api/v1/auth/login', credentials, { headers });
      expect([written, answer.status]).toEqual([written, 200]);
      const vic = new TestUser(behind.url, tokenOf(answer));
      expect((await vic.get('/api/v1/project', { headers })).status).toBe(200);
      const { rows } = await api.db.query<{ ip: string }>(`SELECT host(ip) AS ip FROM app.session WHERE id = $1`, [
        cookieOf(answer).slice(17, 53),
      ]);
      expect(rows[0]?.ip).toBe(kept);
    }
  });

  it('says the same of an unknown name and of a wrong password', async () => {
    const headers = { 'x-request-id': 'same-for-both' };
    const answers = await Promise.all(
      ['mia', 'nobody-of-that-name'].map((username) =>
        api.anonymous.post('/api/v1/auth/login', { username, password: 'wrong' }, { headers }),
      ),
    );
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(answers.map(codeOf)).toEqual(['BAD_CREDENTIALS', 'BAD_CREDENTIALS']);
  });

  it('refuses whoever is no longer active, and ends what they have open', async () => {
    await addPerson('gone');
    const answer = await login('gone', 'tidemark');
    await api.db.query(`UPDATE app.person SET active = false WHERE username = 'gone'`);
    expect((await login('gone', 'tidemark')).status).toBe(401);
    expect((await new TestUser(api.url, tokenOf(answer)).get('/api/v1/project')).status).toBe(401);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });

  it('stores neither password nor token in clear', async () => {
    const answer = await login('mia', 'tidemark');
    const secret = cookieOf(answer).split('.').at(-1) ?? '';
    const { rows } = await api.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM app.session s WHERE s::text LIKE '%' || $1 || '%'`,
      [secret],
    );
    expect(rows[0]?.n).toBe(0);
    const hash = await api.db.query<{ password_hash: string }>(
      `SELECT password_hash FROM app.person WHERE username = 'mia'`,
    );
    expect(hash.rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('slows down whoever guesses, without locking out others', async () => {
    await using strict = await startTestApi({ db: api.db, env: { SIGN_INS_PER_MINUTE: '3' } });
    const guesses = [];
    for (let i = 0; i < 5; i++) guesses.push(await login('tom', `guess ${i}`, strict));
    expect(guesses.map((answer) => answer.status)).toEqual([401, 401, 401, 429, 429]);
    expect(Number(guesses[4]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await login('tom', 'tidemark', strict)).status).toBe(429);
    expect((await login('mia', 'tidemark', strict)).status).toBe(200);
  });
});

describe('a refresh token', () => {
  it('is exchanged for a new one at each use', async () => {
    const first = await login('mia', 'tidemark');
    const second = await refresh(cookieOf(first));
    const third = await refresh(cookieOf(second));
    expect([second.status, third.status]).toEqual([200, 200]);
    expect(new Set([first, second, third].map(cookieOf)).size).toBe(3);
    expect((await me(tokenOf(third))).status).toBe(200);
  });

  it('that is used a second time ends the session, for the thief and for the owner', async () => {
    const first = await login('mia', 'tidemark');
    const second = await refresh(cookieOf(first));
    const stolen = await refresh(cookieOf(first));
    expect([stolen.status, codeOf(stolen)]).toEqual([401, 'SESSION_REVOKED']);
    expect((await refresh(cookieOf(second))).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await me(tokenOf(second))).status).toBe(401);
  });

  it('may be shown by two tabs of one browser that start together', async () => {
    const first = await login('mia', 'tidemark');
    const browser = { 'sec-fetch-site': 'same-origin' };
    const tabs = await Promise.all([1, 2, 3].map(() => refresh(cookieOf(first), browser)));
    expect(tabs.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const rotated = tabs.filter((answer) => cookieOf(answer) !== '');
    expect(rotated).toHaveLength(1);
    expect((await refresh(cookieOf(rotated[0] as Answer), browser)).status).toBe(200);
  });

  it('of an earlier generation ends the session also when a browser shows it', async () => {
    const first = await login('mia', 'tidemark');
    const second = await refresh(cookieOf(first));
    await refresh(cookieOf(second));
    expect((await refresh(cookieOf(first), { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  });

  it.each(['', 'tidemark_refresh=', 'tidemark_refresh=garbage', `tidemark_refresh=${randomUUID()}.${'a'.repeat(43)}`])(
    'that is none (%s) is refused',
    async (cookie) => {
      expect((await refresh(cookie)).status).toBe(401);
    },
  );

  it('that has expired is refused', async () => {
    const answer = await login('mia', 'tidemark');
    await api.db.query(`UPDATE app.session SET expires_ts = now() - interval '1 second' WHERE id = $1`, [
      cookieOf(answer).slice(17, 53),
    ]);
    const late = await refresh(cookieOf(answer));
    expect([late.status, codeOf(late)]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('sign-out', () => {
  it('ends this session and no other', async () => {
    const [one, other] = [await login('mia', 'tidemark'), await login('mia', 'tidemark')];
    expect((await new TestUser(api.url, tokenOf(one)).post('/api/v1/auth/logout')).status).toBe(204);
    expect([(await me(tokenOf(one))).status, (await refresh(cookieOf(one))).status]).toEqual([401, 401]);
    expect((await me(tokenOf(other))).status).toBe(200);
  });

  it('works with the cookie alone, as a browser has it after a long time', async () => {
    const answer = await login('mia', 'tidemark');
    const out = await api.anonymous.post('/api/v1/auth/logout', undefined, { headers: { cookie: cookieOf(answer) } });
    expect([out.status, out.cookies[0]]).toEqual([204, expect.stringMatching(/^tidemark_refresh=;/)]);
    expect((await refresh(cookieOf(answer))).status).toBe(401);
  });

  it('everywhere ends every session of the person, and is noted for every pod', async () => {
    await addPerson('wanderer');
    const sessions = [await login('wanderer', 'tidemark'), await login('wanderer', 'tidemark')];
    const mia = await login('mia', 'tidemark');
    await using otherPod = await startTestApi({ db: api.db });
    const elsewhere = new TestUser(otherPod.url, tokenOf(sessions[1] as Answer));
    expect((await elsewhere.get('/api/v1/auth/me')).status).toBe(200);
    await new TestUser(api.url, tokenOf(sessions[0] as Answer)).post('/api/v1/auth/logout-everywhere');
    for (const session of sessions) expect((await me(tokenOf(session))).status).toBe(401);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await elsewhere.get('/api/v1/auth/me')).status).toBe(401);
    expect((await me(tokenOf(mia))).status).toBe(200);
    expect((await login('wanderer', 'tidemark')).status).toBe(200);
    const { rows } = await api.db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM app.revocation r JOIN app.person p ON p.id = r.person_id WHERE p.username = $1',
      ['wanderer'],
    );
    expect(rows[0]?.n).toBe(3);
  });
});

describe('a WebSocket ticket', () => {
  const issue = async (user: TestUser) =>
    ((await user.post('/api/v1/auth/ws-ticket')).body as { ticket: string }).ticket;

  it('works once, also when two handshakes bring it at the same moment', async () => {
    const mia = await api.signIn('mia');
    const ticket = await issue(mia);
    const uses = await Promise.allSettled([1, 2, 3].map(() => authenticator().redeemTicket(ticket)));
    const redeemed = uses.filter((use): use is PromiseFulfilledResult<Session> => use.status === 'fulfilled');
    expect(redeemed.map((use) => use.value.personId)).toEqual([mia.id]);
  });

  it('works for thirty seconds', async () => {
    const ticket = await issue(await api.signIn('mia'));
    await api.db.query(`UPDATE app.ws_ticket SET expires_ts = expires_ts - interval '30 seconds'`);
    await expect(authenticator().redeemTicket(ticket)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('does not work after the sign-out of its session', async () => {
    const mia = await api.signIn('mia');
    const ticket = await issue(mia);
    await mia.post('/api/v1/auth/logout');
    await expect(authenticator().redeemTicket(ticket)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a token of the OpenID provider', () => {
  const issuer = 'https://login.example.com';
  let provider: Server;
  let oidc: TestApi;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    keys = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256' };
    provider = createServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
    );
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    const { port } = provider.address() as AddressInfo;
    oidc = await startTestApi({
      db: api.db,
      env: { OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'tidemark', OIDC_JWKS_URL: `http://127.0.0.1:${port}/jwks` },
    });
  });

  afterAll(async () => {
    await oidc[Symbol.asyncDispose]();
    provider.close();
  });

  const sign = (
    claims: JWTPayload = {},
    key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | Uint8Array = keys.privateKey,
    alg = 'RS256',
  ) =>
    new SignJWT({ iss: issuer, aud: 'tidemark', sub: 'provider|1', preferred_username: 'tom', ...claims })
      .setProtectedHeader({ alg, kid: 'one' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);
  const whoIs = async (token: string | Promise<string>) => new TestUser(oidc.url, await token).get('/api/v1/auth/me');

  it('signs in the person of that name', async () => {
    expect((await whoIs(sign())).body).toMatchObject({ username: 'tom', role: 'member' });
  });

  it('may name the person by an email address, if the provider has verified it', async () => {
    const byEmail = { preferred_username: undefined, email: 'tom' };
    expect((await whoIs(sign({ ...byEmail, email_verified: true }))).body).toMatchObject({ username: 'tom' });
    expect((await whoIs(sign(byEmail))).status).toBe(401);
    expect((await whoIs(sign({ ...byEmail, email_verified: false }))).status).toBe(401);
  });

  it('is refused when it is for others, from others, of nobody here, or signed with the public key as a secret', async () => {
    const publicKey = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    const foreign = await generateKeyPair('RS256');
    const tokens = [
      sign({ aud: 'another-product' }),
      sign({ iss: 'https://evil.example.com' }),
      sign({ preferred_username: 'stranger' }),
      sign({ nbf: Math.floor(Date.now() / 1000) + 600 }),
      sign({}, foreign.privateKey),
      sign({}, publicKey, 'HS256'),
    ];
    for (const token of tokens) expect((await whoIs(token)).status).toBe(401);
  });

  it('ends with a sign-out everywhere', async () => {
    const token = await sign({ preferred_username: 'eve' });
    expect((await whoIs(token)).status).toBe(200);
    await new TestUser(oidc.url, token).post('/api/v1/auth/logout-everywhere');
    expect((await whoIs(token)).status).toBe(401);
  });
});

/** A person with mia's password. */
async function addPerson(username: string): Promise<void> {
  await api.db.query(
    `INSERT INTO app.person (username, fname, lname, person_type, password_hash)
     SELECT $1::varchar, 'Test', 'Person', 'manager', password_hash FROM app.person WHERE username = 'mia'`,
    [username],
  );
}
