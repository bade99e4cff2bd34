import type { HttpResponse } from '../ports/transport.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { RestClient } from './rest-client.ts';

function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers: { get: (name) => headers[name] ?? null }, json: () => Promise.resolve(body) };
}

function world(respond: (token: string) => HttpResponse | Promise<HttpResponse>) {
  const clock = new ManualClock();
  const refreshes: boolean[] = [];
  const tokens = { fresh: 'fresh' as string | null };
  const rest = new RestClient({
    apiUrl: '',
    clock,
    timeoutMs: 1_000,
    transport: {
      fetch: async (_, { headers }) => respond(headers['authorization'] ?? ''),
      openSocket: () => {
        throw new Error('not used');
      },
    },
    accessToken: (options) => {
      refreshes.push(options?.refresh ?? false);
      return Promise.resolve(options?.refresh ? tokens.fresh : 'old');
    },
  });
  const get = () => rest.request({ method: 'GET', path: '/api/v1/project' });
  return { clock, rest, refreshes, tokens, get };
}

const PROBLEM = { type: 't', title: 'T', status: 409, code: 'DUPLICATE', detail: 'd', requestId: 'r' };

it('refreshes the token once after a 401, and asks again', async () => {
  const { get, refreshes } = world((token) => (token === 'Bearer fresh' ? answer(200, { a: 1 }) : answer(401)));
  expect(await get()).toMatchObject({ kind: 'answer', status: 200, body: { a: 1 } });
  expect(refreshes).toEqual([false, true]);
});

it('says signed-out where the fresh token is not accepted either, or there is none', async () => {
  const { get, tokens } = world(() => answer(401));
  expect(await get()).toEqual({ kind: 'signed-out' });
  tokens.fresh = null;
  expect(await get()).toEqual({ kind: 'signed-out' });
});

it('holds a verdict from before the last sign-in for void', async () => {
  const { get, rest } = world(() => answer(401));
  const outcome = get();
  rest.authChanged();
  expect(await outcome).toMatchObject({ kind: 'retry' });
});

it.each([408, 429, 500, 503])('takes %d for "try again later"', async (status) => {
  const { get } = world(() => answer(status, PROBLEM));
  expect(await get()).toMatchObject({ kind: 'retry', problem: { code: 'DUPLICATE' } });
});

it.each([
  ['3', 3_000],
  ['86400', 60_000],
  ['Fri, 31 Dec 1999 23:59:59 GMT', 0],
])('sends nothing while a server that said Retry-After: %s rests, a minute at most', async (header, restMs) => {
  const sentAt: number[] = [];
  const { clock, get } = world(() => {
    sentAt.push(clock.now());
    return answer(503, PROBLEM, { 'retry-after': header });
  });
  await get();
  const second = get();
  await clock.advance(restMs);
  await second;
  expect(sentAt.map((at) => at - (sentAt[0] ?? 0))).toEqual([0, restMs]);
});

it.each([400, 403, 404, 409, 412, 413, 422])('takes %d for a refusal, with its reason', async (status) => {
  const { get } = world(() => answer(status, PROBLEM));
  expect(await get()).toMatchObject({ kind: 'refused', problem: { code: 'DUPLICATE' } });
});

it('tells what a proxy refused from what the API did, and makes up a reason', async () => {
  const { get } = world(() => answer(403, '<html>'));
  expect(await get()).toMatchObject({ kind: 'blocked', problem: { status: 403, code: 'INTERNAL' } });
});

it('gives up a request that is not answered in time, and knows that the server is out of reach', async () => {
  const { clock, rest, get } = world(() => new Promise(() => undefined));
  const outcome = get();
  await clock.advance(1_000);
  expect(await outcome).toEqual({ kind: 'retry' });
  expect(rest.isReachable).toBe(false);
  expect(clock.pending).toBe(0);
});
