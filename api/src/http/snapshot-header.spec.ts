import { SNAPSHOT_HEADER, type SnapshotToken } from '@tidemark/protocol';
import type { FeedState } from '@tidemark/sync-server';
import Fastify, { type FastifyInstance } from 'fastify';

import { SnapshotHeader } from './snapshot-header.ts';

const TOKEN = '7:9:8' as SnapshotToken;
const FRESH: FeedState = { token: TOKEN, lastPollAtMs: 1, lagMs: 40, isRunning: true };

let instance: FastifyInstance;
let header: SnapshotHeader;
let status: number;

beforeEach(() => {
  status = 200;
  instance = Fastify();
  header = new SnapshotHeader();
  header.listen(instance);
  instance.get('/api/v1/own', (_request, reply) => reply.header(SNAPSHOT_HEADER, '5:5:').send('read'));
  instance.get('*', (_request, reply) => reply.status(status).send('read nothing'));
});

afterEach(() => instance.close());

const tokenOn = async (url: string) => (await instance.inject(url)).headers[SNAPSHOT_HEADER];

it.each([200, 400, 401, 404, 409, 412])(
  'an answer of status %d without a token gets the one of the tail',
  async (code) => {
    header.follow({ state: FRESH });
    status = code;
    expect(await tokenOn('/api/v1/other')).toBe(TOKEN);
  },
);

it('an answer that read records keeps its own', async () => {
  header.follow({ state: FRESH });
  expect(await tokenOn('/api/v1/own')).toBe('5:5:');
});

it('nothing is said outside of the API', async () => {
  header.follow({ state: FRESH });
  expect(await tokenOn('/health/live')).toBeUndefined();
});

it('nothing is said when the database is away: by the answer, or by the tail', async () => {
  header.follow({ state: FRESH });
  status = 503;
  expect(await tokenOn('/api/v1/other')).toBeUndefined();
  header.follow({ state: { ...FRESH, lagMs: 60_000 } });
  status = 401;
  expect(await tokenOn('/api/v1/other')).toBeUndefined();
});

it('nothing is said before the tail has begun, or without one', async () => {
  expect(await tokenOn('/api/v1/other')).toBeUndefined();
  header.follow({ state: { token: undefined, lastPollAtMs: 0, lagMs: 0, isRunning: false } });
  expect(await tokenOn('/api/v1/other')).toBeUndefined();
});
