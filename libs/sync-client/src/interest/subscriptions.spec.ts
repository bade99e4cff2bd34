import type { ClientMessage, ServerMessage, SnapshotToken, SubscribeMessage } from '@tidemark/protocol';

import type { Connection } from '../connection/connection.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Subscriptions } from './subscriptions.ts';

const token = (text: string): SnapshotToken => text as SnapshotToken;

function world() {
  const clock = new ManualClock();
  const sent: ClientMessage[] = [];
  const state$ = { value: 'online' };
  const uncovered: string[] = [];
  const lists: string[] = [];
  const problems: (string | undefined)[] = [];
  const readAs = new Map<string, SnapshotToken>();
  const connection = {
    state$,
    limits: { idsPerMessage: 3 },
    send: (message: ClientMessage) => state$.value === 'online' && sent.push(message) > 0,
  };
  const subscriptions = new Subscriptions({
    connection: connection as unknown as Connection,
    clock,
    collectMs: 5,
    readAs,
    onUncovered: (keys) => uncovered.push(...keys),
    onUncoveredList: (listKey) => lists.push(listKey),
    onProblem: (problem) => problems.push(problem?.code),
    log: () => undefined,
  });
  const want = async (...wishes: Parameters<Subscriptions['want']>): Promise<void> => {
    subscriptions.want(...wishes);
    await clock.advance(5);
  };
  const asked = (): SubscribeMessage[] =>
    sent.filter((message): message is SubscribeMessage => message.type === 'SUBSCRIBE');
  /** Acknowledges every SUBSCRIBE that has not been yet. */
  let acknowledged = 0;
  const acknowledge = (snapshot: string, refused: string[] = []): void => {
    for (const { payload, ref } of asked().slice(acknowledged)) {
      acknowledged += 1;
      const answer: ServerMessage = {
        type: 'SUBSCRIBED',
        payload: { entityCode: payload.entityCode, count: 1, refused, snapshot: token(snapshot) },
        ...(ref !== undefined && { ref }),
      };
      subscriptions.hear(answer);
    }
  };
  const reconnect = (): void => {
    state$.value = 'waiting';
    subscriptions.offline();
    state$.value = 'online';
    subscriptions.online();
  };
  return { clock, subscriptions, want, sent, asked, acknowledge, reconnect, readAs, uncovered, lists, problems };
}

const LIST = { listKey: 'list', entityCode: 'project', scope: { status: 'active' }, readAs: token('5:5:') };

it('sends differences only: what is new, and what is no longer wanted', async () => {
  const { want, sent } = world();
  await want(['project|a', 'project|b'], []);
  await want(['project|b', 'project|c'], []);
  await want(['project|b', 'project|c'], []);
  expect(sent.map(({ type, payload }) => [type, (payload as { entityIds: string[] }).entityIds])).toEqual([
    ['SUBSCRIBE', ['a', 'b']],
    ['UNSUBSCRIBE', ['a']],
    ['SUBSCRIBE', ['c']],
  ]);
});

it('asks from the snapshot in which a record was read; without one the record is fetched', async () => {
  const { want, asked, acknowledge, readAs, uncovered } = world();
  readAs.set('project|a', token('3:3:'));
  await want(['project|a', 'project|b'], []);
  expect(asked().map(({ payload }) => [payload.entityIds, payload.since])).toEqual([
    [['a'], '3:3:'],
    [['b'], undefined],
  ]);
  acknowledge('4:4:');
  expect(uncovered).toEqual(['project|b']);
});

it('asks for everything again after a reconnect, from where the old connection ended', async () => {
  const { want, subscriptions, asked, acknowledge, reconnect, uncovered } = world();
  await want(['project|a', 'task|b'], [LIST]);
  acknowledge('7:7:');
  uncovered.length = 0;
  const before = asked().length;
  reconnect();
  const again = asked().slice(before);
  expect(again.map(({ payload }) => payload.since)).toEqual(['7:7:', '7:7:', '7:7:']);
  expect(again.map(({ payload }) => payload.entityIds ?? payload.scope)).toEqual([['a'], ['b'], { status: 'active' }]);
  acknowledge('8:8:');
  expect([uncovered, subscriptions.open$.value]).toEqual([[], 0]);
});

it('does not take a subscription that was never acknowledged for one that covered anything', async () => {
  const { want, asked, acknowledge, reconnect, uncovered } = world();
  await want(['project|a'], []);
  acknowledge('7:7:');
  await want(['project|a', 'project|b'], []);
  reconnect();
  acknowledge('8:8:');
  expect(asked().at(-1)?.payload.since).toBeUndefined();
  expect(uncovered).toContain('project|b');
});

it('asks in one message for what several views come to show one after the other', async () => {
  const { want, asked } = world();
  void want(['project|a'], []);
  void want(['project|a', 'project|b'], []);
  await want(['project|a', 'project|b', 'project|c'], []);
  expect(asked().map(({ payload }) => payload.entityIds)).toEqual([['a', 'b', 'c']]);
});

it('leaves in one message what several views stop to show one after the other', async () => {
  const { want, sent } = world();
  await want(['project|a', 'project|b', 'project|c'], []);
  void want(['project|a', 'project|b'], []);
  void want(['project|a'], []);
  await want([], []);
  expect(sent.slice(1)).toEqual([
    { type: 'UNSUBSCRIBE', payload: { entityCode: 'project', entityIds: ['a', 'b', 'c'] } },
  ]);
});

it('says nothing of what is left and wanted again at once, and misses nothing of it', async () => {
  const { want, sent, acknowledge, uncovered } = world();
  await want(['project|a'], []);
  void want([], []);
  acknowledge('7:7:');
  await want(['project|a'], []);
  expect(sent.map(({ type }) => type)).toEqual(['SUBSCRIBE']);
  expect(uncovered).toEqual(['project|a']);
});

it('keeps what a record was covered up to when it was left while the connection ended', async () => {
  const { want, subscriptions, acknowledge, readAs } = world();
  await want(['project|a'], []);
  acknowledge('7:7:');
  void want([], []);
  subscriptions.offline();
  expect(readAs.get('project|a')).toBe('7:7:');
});

it('keeps to the number of ids of one message', async () => {
  const { want, asked } = world();
  await want(
    ['a', 'b', 'c', 'd'].map((id) => `project|${id}`),
    [],
  );
  expect(asked().map(({ payload }) => payload.entityIds?.length)).toEqual([3, 1]);
});

it('has refused records looked up, and asks again when they are there', async () => {
  const { clock, want, subscriptions, asked, acknowledge, uncovered } = world();
  await want(['project|a'], []);
  acknowledge('7:7:', ['a']);
  expect(uncovered).toEqual(['project|a']);
  subscriptions.reconsider(['project|b']);
  await clock.advance(5);
  expect(asked()).toHaveLength(1);
  subscriptions.reconsider(['project|a']);
  await clock.advance(5);
  expect(asked()).toHaveLength(2);
});

it('on RESYNC has everything of the entity fetched again and trusts no old token', async () => {
  const { want, subscriptions, acknowledge, readAs, uncovered, lists } = world();
  await want(['project|a', 'task|b'], [LIST]);
  acknowledge('7:7:');
  uncovered.length = 0;
  readAs.set('project|x', token('1:1:'));
  subscriptions.hear({ type: 'RESYNC', payload: { entityCode: 'project', reason: 'TOKEN_TOO_OLD' } });
  expect([uncovered, lists, readAs.has('project|x')]).toEqual([['project|a'], ['list'], false]);
});

it('asks without a token where the server does not take it', async () => {
  const { want, subscriptions, asked, readAs } = world();
  readAs.set('project|a', token('9:9:'));
  await want(['project|a'], []);
  subscriptions.hear({ type: 'ERROR', payload: { code: 'BAD_TOKEN', message: '' }, ref: asked()[0]?.ref });
  expect(asked().map(({ payload }) => payload.since)).toEqual(['9:9:', undefined]);
});

it('waits as long as the server says, and shows what the server will never take', async () => {
  const { clock, want, subscriptions, asked, problems } = world();
  await want(['project|a'], []);
  subscriptions.hear({
    type: 'ERROR',
    payload: { code: 'RATE_LIMITED', message: '', retryAfterMs: 700 },
    ref: asked()[0]?.ref,
  });
  await clock.advance(699);
  expect(asked()).toHaveLength(1);
  await clock.advance(1);
  expect(asked()).toHaveLength(2);
  subscriptions.hear({ type: 'ERROR', payload: { code: 'UNKNOWN_ENTITY', message: '' }, ref: asked()[1]?.ref });
  expect([problems, subscriptions.open$.value]).toEqual([['UNKNOWN_ENTITY'], 0]);
});

it('asks again for what a full connection did not take as soon as others are left, and is not current until then', async () => {
  const { want, subscriptions, asked, acknowledge, problems, readAs, uncovered } = world();
  await want(['project|a', 'project|b'], []);
  acknowledge('5:5:');
  uncovered.length = 0;
  await want(['project|a', 'project|b', 'task|c'], []);
  subscriptions.hear({ type: 'ERROR', payload: { code: 'LIMIT_SUBSCRIPTIONS', message: '' }, ref: asked()[1]?.ref });
  await want(['project|a', 'project|b', 'task|c'], []);
  expect([asked().length, problems, subscriptions.open$.value]).toEqual([2, ['LIMIT_SUBSCRIPTIONS'], 1]);
  expect(uncovered).toEqual(['task|c']);
  readAs.set('task|c', token('6:6:'));
  await want(['project|a', 'task|c'], []);
  expect(asked().at(-1)?.payload).toEqual({ entityCode: 'task', entityIds: ['c'], since: '6:6:' });
  acknowledge('7:7:');
  expect([problems, subscriptions.open$.value]).toEqual([['LIMIT_SUBSCRIPTIONS', undefined], 0]);
});

it('forgets that the connection was full when what it did not take is left, too', async () => {
  const { want, subscriptions, asked, problems } = world();
  await want(['project|a'], []);
  subscriptions.hear({ type: 'ERROR', payload: { code: 'LIMIT_SUBSCRIPTIONS', message: '' }, ref: asked()[0]?.ref });
  await want([], []);
  expect([problems, subscriptions.open$.value]).toEqual([['LIMIT_SUBSCRIPTIONS', undefined], 0]);
});

it('ends a scope only when no other list has it', async () => {
  const { want, sent } = world();
  await want([], [LIST, { ...LIST, listKey: 'other' }]);
  await want([], [LIST]);
  expect(sent.map(({ type }) => type)).toEqual(['SUBSCRIBE', 'SUBSCRIBE']);
  await want([], []);
  expect(sent.at(-1)).toEqual({ type: 'UNSUBSCRIBE', payload: { entityCode: 'project', scope: { status: 'active' } } });
});

describe('records that were left at different times', () => {
  const turnPages = async ({ want, acknowledge, subscriptions, clock }: ReturnType<typeof world>) => {
    await want(['project|a', 'project|b', 'project|c'], []);
    acknowledge('5:5:');
    for (const [kept, told] of [
      [['project|b', 'project|c'], '6:6:'],
      [['project|c'], '7:7:'],
      [[], '8:8:'],
    ] as const) {
      await want(kept, []);
      await clock.advance(120_000);
      subscriptions.hear({ type: 'PONG', payload: { snapshot: token(told) } });
    }
  };
  const sinces = ({ asked }: ReturnType<typeof world>) =>
    asked()
      .slice(1)
      .map(({ payload }) => [payload.entityIds, payload.since]);

  it('are resumed together, from the earliest of their tokens', async () => {
    const it = world();
    await turnPages(it);
    await it.want(['project|c', 'project|a', 'project|b'], []);
    expect(sinces(it)).toEqual([[['c', 'a', 'b'], '5:5:']]);
  });

  it('are resumed from tokens of their own connection: those of two cannot be compared', async () => {
    const it = world();
    await turnPages(it);
    it.reconnect();
    await it.want(['project|d'], []);
    it.acknowledge('4:4:');
    await it.want([], []);
    await it.want(['project|a', 'project|c', 'project|d'], []);
    expect(sinces(it).slice(1)).toEqual([
      [['a', 'c'], '5:5:'],
      [['d'], '4:4:'],
    ]);
  });

  it('leave few tokens behind, however many pages are turned', async () => {
    const { want, acknowledge, subscriptions, clock, readAs } = world();
    const all = Array.from({ length: 100 }, (_, place) => `project|${place}`);
    await want(all, []);
    acknowledge('5:5:');
    for (let turned = 1; turned <= 100; turned += 1) {
      await want(all.slice(turned), []);
      await clock.advance(995);
      subscriptions.hear({ type: 'PONG', payload: { snapshot: token(`${turned + 5}:${turned + 5}:`) } });
    }
    expect(new Set(readAs.values()).size).toBe(2);
  });
});
