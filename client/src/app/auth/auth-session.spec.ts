import { TestBed } from '@angular/core/testing';

import { AuthSession } from './auth-session.ts';

const ADA = { id: '0198f3a0-0000-7000-8000-000000000000', username: 'ada', name: 'Ada Lindqvist', role: 'admin' };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers of the server, in order; a function that throws is a network failure. */
function server(...answers: (() => Answer)[]) {
  const asked: string[] = [];
  globalThis.fetch = jest.fn(async (url: string) => {
    asked.push(String(url));
    const { status, body, headers = {} }: Answer = answers.shift()?.() ?? { status: 500 };
    return { ok: status < 300, status, json: async () => body, headers: new Map(Object.entries(headers)) } as never;
  }) as never;
  return asked;
}
const session =
  (token: string, user = ADA) =>
  () => ({ status: 200, body: { accessToken: token, expiresInSeconds: 900, user } });
const unreachable = () => {
  throw new TypeError('failed to fetch');
};

describe('AuthSession', () => {
  beforeEach(() => localStorage.clear());

  it('keeps the token in memory and only the user in storage', async () => {
    server(session('secret-token'));
    const it = TestBed.inject(AuthSession);
    await it.signIn('ada', 'tidemark');
    expect(it.user()).toEqual(ADA);
    expect(await it.accessToken()).toBe('secret-token');
    expect(JSON.stringify({ ...localStorage })).not.toContain('secret-token');
    expect(JSON.stringify({ ...localStorage })).toContain('ada');
  });

  it('opens with the last user, and renews by the cookie', async () => {
    localStorage.setItem('tidemark.last-user', JSON.stringify(ADA));
    const asked = server(session('renewed'));
    const it = TestBed.inject(AuthSession);
    expect(it.user()).toEqual(ADA);
    const both = await Promise.all([it.accessToken(), it.accessToken()]);
    expect(both).toEqual(['renewed', 'renewed']);
    expect(asked).toEqual(['/api/v1/auth/refresh']); // once, not twice: the refresh token rotates
  });

  it('takes over a new role with the next token', async () => {
    localStorage.setItem('tidemark.last-user', JSON.stringify(ADA));
    server(session('renewed', { ...ADA, role: 'viewer' }));
    const it = TestBed.inject(AuthSession);
    await it.accessToken();
    expect(it.user()?.role).toBe('viewer');
  });

  it('tells a server out of reach from a session that has ended', async () => {
    localStorage.setItem('tidemark.last-user', JSON.stringify(ADA));
    server(
      unreachable,
      () => ({ status: 503 }),
      () => ({ status: 401 }),
    );
    const it = TestBed.inject(AuthSession);
    await expect(it.accessToken()).rejects.toThrow();
    await expect(it.accessToken()).rejects.toThrow();
    expect(it.needsSignIn()).toBe(false);
    expect(await it.accessToken()).toBeNull();
    expect(it.needsSignIn()).toBe(true);
    expect(it.user()).toEqual(ADA); // local data stays open
  });

  it('ends the session on the server at the next contact, where it was out of reach at the sign-out', async () => {
    const ended = () => ({ status: 204 });
    const asked = server(session('token'), unreachable, () => ({ status: 503 }), ended);
    const it = TestBed.inject(AuthSession);
    await it.signIn('ada', 'tidemark');
    await it.signOut();
    expect(it.user()).toBeNull();
    for (let contact = 0; contact < 3; contact += 1) {
      dispatchEvent(new Event('online'));
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(asked.slice(1)).toEqual(Array.from({ length: 3 }, () => '/api/v1/auth/logout'));
  });

  it('ends the former session before the next sign-in, and never the new one', async () => {
    const asked = server(session('token'), unreachable, unreachable, session('next'));
    const it = TestBed.inject(AuthSession);
    await it.signIn('ada', 'tidemark');
    await it.signOut();
    await it.signIn('ada', 'tidemark');
    dispatchEvent(new Event('online'));
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked.map((path) => path.replace('/api/v1/auth/', ''))).toEqual(['login', 'logout', 'logout', 'login']);
  });

  it('leaves the server alone where another tab has ended the session', async () => {
    const asked = server(session('of ada'));
    const it = TestBed.inject(AuthSession);
    await it.signIn('ada', 'tidemark');
    it.forget();
    expect([it.user(), localStorage.length]).toEqual([null, 0]);
    expect(asked).toEqual(['/api/v1/auth/login']);
  });

  it('says why a sign-in failed, in words', async () => {
    const problem = (status: number, code: string) => () => ({
      status,
      body: { type: 'x', title: 'x', status, code, detail: 'x', requestId: 'x' },
      headers: { 'retry-after': '30' },
    });
    server(problem(401, 'BAD_CREDENTIALS'), problem(429, 'RATE_LIMITED'), unreachable);
    const it = TestBed.inject(AuthSession);
    await expect(it.signIn('ada', 'x')).rejects.toThrow('do not match');
    await expect(it.signIn('ada', 'x')).rejects.toThrow('Wait 30 seconds');
    await expect(it.signIn('ada', 'x')).rejects.toThrow('cannot be reached');
    expect(it.user()).toBeNull();
  });
});
