import type { ServerMessage } from '@tidemark/protocol';

import { DEFAULT_TUNING } from '../engine/tuning.ts';
import type { Socket } from '../ports/transport.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Connection } from './connection.ts';

const GREETING: ServerMessage = {
  type: 'CONNECTED',
  payload: {
    connectionId: 'c1',
    protocol: 1,
    limits: {
      idsPerMessage: 10,
      subscriptionsPerConnection: 10,
      connectionsPerUser: 1,
      frameBytes: 1_000,
      messagesPerSecond: 10,
      messageBurst: 20,
    },
    heartbeatMs: 10_000,
  },
};

class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: string[] = [];
  isClosed = false;
  constructor(readonly protocols: readonly string[]) {}
  send(text: string): void {
    this.sent.push((JSON.parse(text) as { type: string }).type);
  }
  close(): void {
    this.isClosed = true;
  }
  say(message: object): void {
    this.onmessage?.(JSON.stringify(message));
  }
  greet(): void {
    this.onopen?.();
    this.say(GREETING);
  }
}

function world({ random = 0.5 } = {}) {
  const clock = new ManualClock();
  const sockets: FakeSocket[] = [];
  const asked: boolean[] = [];
  const tokens = { next: 'token' as string | null | Error };
  const connection = new Connection({
    apiUrl: 'https://api.example.com',
    clock,
    random: () => random,
    tuning: DEFAULT_TUNING,
    transport: {
      fetch: () => Promise.reject(new Error('not used')),
      openSocket: (_, protocols) => {
        const socket = new FakeSocket(protocols);
        sockets.push(socket);
        return socket;
      },
    },
    accessToken: (options) => {
      asked.push(options?.refresh ?? false);
      return tokens.next instanceof Error ? Promise.reject(tokens.next) : Promise.resolve(tokens.next);
    },
    log: () => undefined,
  });
  const last = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  };
  const start = async (): Promise<void> => {
    connection.dispatch('start');
    await clock.advance(0);
    last().greet();
  };
  return { clock, connection, sockets, last, asked, tokens, start };
}

it('is online when it was greeted, with its token in a subprotocol', async () => {
  const { connection, last, start } = world();
  await start();
  expect(connection.state$.value).toBe('online');
  expect(last().protocols).toEqual(['tidemark.v1', 'bearer.token']);
  expect(connection.limits.idsPerMessage).toBe(10);
});

it('comes back after a random part of a delay that doubles with each failure, and of at most the maximum', async () => {
  const { clock, connection, sockets, last } = world({ random: 1 });
  connection.dispatch('start');
  await clock.advance(0);
  const delays: number[] = [];
  for (let failure = 0; failure < 9; failure += 1) {
    const before = sockets.length;
    const from = clock.now();
    last().onclose?.({ code: 1006, reason: '' });
    while (sockets.length === before) await clock.advance(100);
    delays.push(clock.now() - from);
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it('asks for a fresh token after a handshake that failed, and after 4401', async () => {
  const { clock, asked, last, start, connection } = world();
  connection.dispatch('start');
  await clock.advance(0);
  last().onclose?.({ code: 1006, reason: '' });
  await clock.advance(1_000);
  last().greet();
  last().onclose?.({ code: 4401, reason: '' });
  await clock.advance(1_000);
  expect(asked).toEqual([false, true, true]);
  void start;
});

it('waits as long as a restarting server says', async () => {
  const { clock, sockets, last, start } = world();
  await start();
  last().onclose?.({ code: 1012, reason: '{"retryAfterMs":4000}' });
  await clock.advance(3_999);
  expect(sockets).toHaveLength(1);
  await clock.advance(1);
  expect(sockets).toHaveLength(2);
});

it('needs a sign-in where there is no token, and goes on when the user has signed in', async () => {
  const { clock, connection, tokens, last } = world();
  tokens.next = null;
  connection.dispatch('start');
  await clock.advance(0);
  expect(connection.state$.value).toBe('needs-auth');
  tokens.next = 'token';
  connection.dispatch('auth-changed');
  await clock.advance(0);
  last().greet();
  expect(connection.state$.value).toBe('online');
});

it('does not take a failure to get a token for a missing sign-in', async () => {
  const { clock, connection, tokens } = world();
  tokens.next = new Error('network failure');
  connection.dispatch('start');
  await clock.advance(0);
  expect(connection.state$.value).toBe('waiting');
});

it('pings each heartbeat, and gives up a socket that is silent for two', async () => {
  const { clock, connection, last, start } = world();
  await start();
  await clock.advance(10_000);
  expect(last().sent).toEqual(['PING']);
  last().say({ type: 'PONG', payload: { snapshot: '5:5:' } });
  await clock.advance(20_000);
  expect(connection.state$.value).toBe('online');
  await clock.advance(10_001);
  expect(connection.state$.value).toBe('waiting');
  expect(last().isClosed).toBe(true);
});

it('is late while PONGs have no token, and asks more often until one has', async () => {
  const { clock, connection, last, start } = world();
  await start();
  await clock.advance(10_000);
  last().say({ type: 'PONG', payload: {} });
  expect(connection.isLate$.value).toBe(true);
  await clock.advance(6_000);
  expect(last().sent).toEqual(['PING', 'PING', 'PING']);
  last().say({ type: 'PONG', payload: { snapshot: '5:5:' } });
  expect(connection.isLate$.value).toBe(false);
  await clock.advance(9_999);
  expect(last().sent).toHaveLength(3);
});

it('knows nothing of lateness once the socket has ended', async () => {
  const { clock, connection, last, start } = world();
  await start();
  last().say({ type: 'PONG', payload: {} });
  last().onclose?.({ code: 1006, reason: '' });
  expect(connection.isLate$.value).toBe(false);
  connection.dispatch('stop');
  expect(clock.pending).toBe(0);
});

it('makes sure of the path when somebody looks at the page again', async () => {
  const { clock, connection, last, start } = world();
  await start();
  connection.dispatch('wake');
  expect(last().sent).toEqual(['PING']);
  await clock.advance(5_000);
  expect(connection.state$.value).toBe('waiting');
});

it('refreshes the token in place when it is about to expire', async () => {
  const { clock, asked, last, start } = world();
  await start();
  last().say({ type: 'AUTH_EXPIRING', payload: { inMs: 60_000 } });
  await clock.advance(0);
  expect(last().sent).toEqual(['AUTH']);
  expect(asked).toEqual([false, true]);
});

it('gives up a socket that is not greeted in time, and does not listen to it any more', async () => {
  const { clock, connection, sockets } = world();
  connection.dispatch('start');
  await clock.advance(10_000);
  expect(connection.state$.value).toBe('waiting');
  sockets[0]?.greet();
  expect(connection.state$.value).toBe('waiting');
});

it('sends no faster than the server takes, in order, and nothing of it on the next socket', async () => {
  const { clock, connection, last, start } = world();
  await start();
  const subscribe = (place: number): boolean =>
    connection.send({ type: 'SUBSCRIBE', payload: { entityCode: 'project', entityIds: [`${place}`] } });
  for (let place = 0; place < 60; place += 1) expect(subscribe(place)).toBe(true);
  connection.send({ type: 'PING' });
  expect(last().sent).toHaveLength(18); // nine tenths of the burst
  await clock.advance(1_000);
  expect(last().sent).toHaveLength(27); // and of the rate
  await clock.advance(4_000);
  expect(last().sent).toHaveLength(61);
  expect(last().sent.at(-1)).toBe('PING');

  for (let place = 0; place < 60; place += 1) subscribe(place);
  last().onclose?.({ code: 1006, reason: '' });
  await clock.advance(1_000);
  last().greet();
  await clock.advance(5_000);
  expect(last().sent).toEqual([]);
});

it('drops the socket when the network is lost, and opens one at once when it is back', async () => {
  const { clock, connection, sockets, last, start } = world();
  await start();
  connection.dispatch('network-lost');
  expect([connection.state$.value, last().isClosed]).toEqual(['offline', true]);
  connection.dispatch('network-back');
  await clock.advance(0);
  expect([connection.state$.value, sockets.length]).toEqual(['connecting', 2]);
});

it('opens nothing more when it was stopped', async () => {
  const { clock, connection, sockets, start } = world();
  await start();
  connection.dispatch('stop');
  await clock.advance(100_000);
  expect([connection.state$.value, sockets.length, clock.pending]).toEqual(['stopped', 1, 0]);
});

it('ignores what a newer server may say beyond the protocol, and what is not JSON', async () => {
  const { connection, last, start } = world();
  await start();
  const heard: string[] = [];
  connection.messages$.subscribe(({ type }) => heard.push(type));
  last().say({ type: 'WEATHER', payload: {} });
  last().onmessage?.('{oops');
  last().say({ type: 'PONG', payload: { extra: 1 } });
  expect(heard).toEqual(['PONG']);
});
