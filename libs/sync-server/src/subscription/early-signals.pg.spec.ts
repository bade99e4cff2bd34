import { setTimeout as delay } from 'node:timers/promises';

import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import type { LiveApp } from '../../test/live-app.ts';
import { TailOnDemand } from '../../test/tail-on-demand.ts';
import type { TestSocket } from '../../test/test-socket.ts';
import { createWorld, type TestWorld } from '../../test/world.ts';
import type { Change } from '../change-log/change.ts';
import { AccessReader, type Wants } from './access.reader.ts';
import { EarlySignals } from './early-signals.ts';
import { Holdings } from './holdings.ts';
import { MatchIndex } from './match-index.ts';
import type { RecordChange } from './record-change.ts';
import { SignalRouter } from './signal-router.ts';
import type { Subscriber } from './subscriber.ts';

let world: TestWorld;
/** A pod whose tail looks only when it is told to. */
let pod: LiveApp;
/** A task that tom and mia may read. */
let task: string;
/** A project that tom may not read. */
let elsewhere: string;

beforeAll(async () => {
  world = await createWorld();
  pod = await world.startPod({}, new TailOnDemand(world.database.syncUrl));
}, 60_000);

beforeEach(async () => {
  const { rows } = await world.database.query<{ task: string; elsewhere: string }>(
    `INSERT INTO app.task (title, project_id)
     SELECT 'Tell them early', project_id FROM app.project_member WHERE person_id = $1 LIMIT 1
     RETURNING id AS task, (SELECT id FROM app.project WHERE id NOT IN (
       SELECT project_id FROM app.project_member WHERE person_id = $1) LIMIT 1) AS elsewhere`,
    [world.persons.tom],
  );
  [{ task, elsewhere } = { task: '', elsewhere: '' }] = rows;
  for (const { gateway } of [pod, world.live]) await gateway.forcePoll();
});

afterAll(() => world[Symbol.asyncDispose]());

const hold = async (user: 'tom' | 'mia', payload: object = { entityIds: [task] }, at = pod): Promise<TestSocket> => {
  const socket = await at.connect(world.token(user));
  await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', ...payload } }, 'SUBSCRIBED');
  return socket;
};

/** An edit by ada through the pod's REST; gives the version that it made. */
async function edit(fields: object, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${pod.port}/api/v1/task/${task}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${world.token('ada')}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(fields),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { version: number }).version;
}

/** Puts the task into another project, by SQL; gives the one that it was in. */
async function move(projectId: string): Promise<string> {
  const { query } = world.database;
  const { rows } = await query<{ id: string }>('SELECT project_id AS id FROM app.task WHERE id = $1', [task]);
  await query('UPDATE app.task SET project_id = $2 WHERE id = $1', [task, projectId]);
  return rows[0]?.id ?? '';
}

/** Resolves when somebody waits for a row that somebody else has locked. */
async function waitsForLock(): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await world.database.query(waiting)).rows.length === 0) await delay(5);
}

/** What each has been told of the task, before the tail has looked and after. */
async function told(...sockets: TestSocket[]): Promise<{ early: object[][]; later: object[][] }> {
  const signals = () => Promise.all(sockets.map((socket) => socket.settle().then(() => socket.signalsFor(task))));
  const early = await signals();
  await pod.gateway.forcePoll();
  const later = await signals();
  for (const [n, socket] of sockets.entries()) {
    later[n]?.splice(0, early[n]?.length);
    await socket.close();
  }
  return { early, later };
}

it('those who hold the record are told before the tail has looked, and not again by it', async () => {
  const sockets = [await hold('tom'), await hold('mia'), await hold('mia')];
  const version = await edit({ priority: 'high' });
  const update = [{ action: 'UPDATE', version }];
  expect(await told(...sockets)).toEqual({ early: [update, update, update], later: [[], [], []] });
});

it('those who watch a scope, or are on another pod, are told by the tail', async () => {
  const elsewhere = await hold('mia', undefined, world.live);
  const scope = await hold('mia', { scope: {} });
  const version = await edit({ priority: 'high' });
  const signal = await elsewhere.next('INVALIDATE');
  expect(signal.payload.changes).toEqual([{ entityId: task, action: 'UPDATE', version }]);
  await elsewhere.close();
  expect(await told(scope)).toEqual({ early: [[]], later: [[{ action: 'UPDATE', version }]] });
});

it('from whom the edit itself takes the record hears DELETE, and nothing else', async () => {
  const sockets = [await hold('tom'), await hold('mia')];
  const version = await edit({ projectId: elsewhere });
  expect(await told(...sockets)).toEqual({
    early: [[], [{ action: 'UPDATE', version }]],
    later: [[{ action: 'DELETE', version }], []],
  });
});

it('who had lost the record before the edit hears nothing of it, though the tail has not looked yet', async () => {
  const tom = await hold('tom');
  await move(elsewhere);
  const version = await edit({ priority: 'high' });
  expect(await told(tom)).toEqual({ early: [[]], later: [[{ action: 'DELETE', version }]] });
});

it('who was told DELETE, and may read the record again, is told CREATE by the tail', async () => {
  const tom = await hold('tom');
  const home = await move(elsewhere);
  await pod.gateway.forcePoll();
  await move(home);
  const version = await edit({ priority: 'high' });
  expect(await told(tom)).toEqual({
    early: [[{ action: 'DELETE', version: 2 }]],
    later: [[{ action: 'CREATE', version }]],
  });
});

it('who leaves the record and comes back is told again by the replay', async () => {
  const tom = await hold('tom');
  const [answer] = tom.all('SUBSCRIBED');
  const version = await edit({ priority: 'high' });
  await tom.settle();
  const payload = { entityCode: 'task', entityIds: [task] };
  await tom.ask({ type: 'UNSUBSCRIBE', payload }, 'UNSUBSCRIBED');
  await tom.ask({ type: 'SUBSCRIBE', payload: { ...payload, since: answer?.payload.snapshot } }, 'SUBSCRIBED');
  const update = { action: 'UPDATE', version };
  expect((await told(tom)).early).toEqual([[update, update]]);
});

it('an edit that merged with the one that it waited for is left to the tail', async () => {
  const tom = await hold('tom');
  const other = new pg.Client({ connectionString: world.database.ownerUrl });
  await other.connect();
  await other.query('BEGIN');
  await other.query('UPDATE app.task SET title = $2 WHERE id = $1', [task, 'By another hand']);
  const merged = edit({ priority: 'high' }, { 'if-match': '"1"' });
  await waitsForLock();
  await other.query('COMMIT');
  await other.end();
  expect(await merged).toBe(3);
  expect(await told(tom)).toEqual({ early: [[]], later: [[{ action: 'UPDATE', version: 3 }]] });
});

describe('while the database is asked', () => {
  /** Finds out at once who may read, and gives its first answers when it is let. */
  class SlowAccess extends AccessReader {
    private readonly held: (() => void)[] = [];
    private left: number;

    constructor(pool: pg.Pool, holding: number) {
      super(pool);
      this.left = holding;
    }

    override async readable(entityCode: string, wants: Wants): Promise<Wants> {
      const readable = await super.readable(entityCode, wants);
      if (this.left-- > 0) await new Promise<void>((resolve) => this.held.push(resolve));
      return readable;
    }

    /** Resolves when so many answers are held back. */
    async holds(count: number): Promise<void> {
      while (this.held.length < count) await delay(1);
    }

    /** Gives the oldest answer. */
    answer(): void {
      this.held.shift()?.();
    }
  }

  const now = async () => {
    const { rows } = await world.database.query<{ token: string }>('SELECT pg_current_snapshot()::text AS token');
    return rows[0]?.token as SnapshotToken;
  };
  const update = (version: number): Change => ({
    ...{ entityCode: 'task', entityId: task, action: 'UPDATE', version, subjectId: null, from: null, to: null },
  });

  /** The router of a pod whose connections hold the task: tom's, and mia's where nobody looks. */
  function routerFor({ holding = 1 } = {}) {
    const pool = new pg.Pool({ connectionString: world.database.syncUrl });
    const told: { action: string; version: number }[] = [];
    const index = new MatchIndex();
    const subscribe = (personId: string, queue: Subscriber['queue']): Subscriber => {
      const subscriber = { connectionId: personId, personId, holdings: new Holdings(), queue, queueResync: () => {} };
      index.addId('task', task, subscriber);
      return subscriber;
    };
    const tom = subscribe(world.persons.tom, ({ action, version }) => void told.push({ action, version }));
    subscribe(world.persons.mia, () => undefined);
    const access = new SlowAccess(pool, holding);
    const router = new SignalRouter(index, access, new Map());
    return {
      ...{ router, access, tom, told },
      tellEarly: (version: number, reader = tom.personId) =>
        router.early.tell({ entityCode: 'task', entityId: task, version, readers: [reader] }),
      end: () => pool.end(),
    };
  }

  /** The tail, asked about a change that took the task from tom. */
  async function routeLoss() {
    const { router, access, ...others } = routerFor();
    const home = await move(elsewhere);
    const isRouted = router.route([update(2)]);
    await access.holds(1);
    return {
      ...others,
      home,
      async decide() {
        access.answer();
        await isRouted;
      },
      route: (version: number) => router.route([update(version)]),
    };
  }

  it('a DELETE that it decided before an edit bears the version of the edit, or it would be ignored', async () => {
    const { told, tellEarly, decide, end } = await routeLoss();
    tellEarly(3);
    await decide();
    expect(told).toEqual([
      { action: 'UPDATE', version: 3 },
      { action: 'DELETE', version: 3 },
    ]);
    await end();
  });

  it('who was told of edits, then DELETE by an older decision, is told CREATE when the tail finds them', async () => {
    const { told, home, tellEarly, decide, route, end } = await routeLoss();
    await move(home);
    tellEarly(3);
    tellEarly(4);
    await decide();
    await route(3);
    await route(4);
    expect(told).toEqual([
      { action: 'UPDATE', version: 3 },
      { action: 'UPDATE', version: 4 },
      { action: 'DELETE', version: 4 },
      { action: 'CREATE', version: 4 },
    ]);
    await end();
  });

  it('a replay leaves what the tail decides about in the meantime, and takes it up again on the newer state', async () => {
    const { router, access, tom, told, tellEarly, end } = routerFor();
    const since = await now();
    const replayed = router.replay([update(1)], since, tom);
    await access.holds(1);
    await move(elsewhere);
    // Mia, who may read it there, is told of the next edit: its number is the one that tom is told with.
    tellEarly(3, world.persons.mia);
    await router.route([update(2)]);
    access.answer();
    expect([...(await replayed)]).toEqual([task]);
    expect(told).toEqual([{ action: 'DELETE', version: 3 }]);

    expect([...(await router.replay([update(1), update(2)], since, tom))]).toEqual([]);
    expect(told).toEqual([{ action: 'DELETE', version: 3 }]);
    await end();
  });

  it('a replay does not overrule what its reader was told ahead of the tail', async () => {
    const { router, access, tom, told, tellEarly, end } = routerFor({ holding: 2 });
    const since = await now();
    const home = await move(elsewhere);
    const replayed = router.replay([update(2)], since, tom);
    await access.holds(1);
    await move(home);
    tellEarly(3);
    // Tom knows already; for mia the tail has to ask.
    const routed = router.route([update(3)]);
    await access.holds(2);
    access.answer();
    expect([...(await replayed)]).toEqual([task]);
    access.answer();
    await routed;
    expect(told).toEqual([{ action: 'UPDATE', version: 3 }]);
    await end();
  });
});

it('asks for nobody where too many people hold a record, and forgets what it told after two polls', () => {
  const index = new MatchIndex();
  const holder = (personId: string): Subscriber => ({
    ...{ connectionId: personId, personId, holdings: new Holdings() },
    ...{ queue: () => undefined, queueResync: () => undefined },
  });
  for (let n = 0; n < 100; n++) index.addId('task', '1', holder(`person ${n}`));
  const early = new EarlySignals(index);
  expect(early.holdersOf('task', '1')).toHaveLength(100);
  index.addId('task', '1', holder('one more'));
  expect(early.holdersOf('task', '1')).toEqual([]);

  const record = { entityCode: 'task', entityId: '1' } as RecordChange;
  early.tell({ ...record, version: 7, readers: ['person 1'] });
  early.turn();
  expect(early.highestTold(record)).toBe(7);
  early.turn();
  expect(early.highestTold(record)).toBe(0);
});
