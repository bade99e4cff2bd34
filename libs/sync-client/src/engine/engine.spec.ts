import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { Observable } from 'rxjs';

import type { HttpResponse } from '../ports/transport.ts';
import { FakeBrowser, FakeServer, FakeTransport, ManualClock } from '../testing/index.ts';
import { SampleProject as Project, SampleTask as Task } from '../testing/sample-entities.ts';
import { createSyncEngine } from './create-sync-engine.ts';

const ID = ['a', 'b', 'c', 'd'].map((letter) => `0000000${letter}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
  string,
];

/** RxDB's storage in memory is one for the process. */
let stores = 0;

function world() {
  const clock = new ManualClock();
  const server = new FakeServer({ clock });
  const browser = new FakeBrowser();
  const lines: string[] = [];
  let isUp = true;
  let proxyStatus: number | undefined;
  let seed = 1;
  const random = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const transports: FakeTransport[] = [];
  const storage = getRxStorageMemory();
  return {
    clock,
    server,
    lines,
    /** From now on something on the way answers with this status in the API's place; with undefined nothing does. */
    setProxy: (status: number | undefined) => (proxyStatus = status),
    setUp: (up: boolean) => {
      isUp = up;
      if (!up) for (const transport of transports) transport.cut();
    },
    open: async (userId = 'ada') => {
      const transport = new FakeTransport(server, (token) => token, {
        isUp: () => isUp,
        allowsSockets: () => true,
        carry: (_, deliver) => queueMicrotask(deliver),
      });
      transports.push(transport);
      const hub = browser.tab();
      stores += 1;
      return createSyncEngine({
        user: { id: `${userId}-${stores}` },
        entities: [Project, Task],
        apiUrl: '',
        accessToken: () => Promise.resolve(userId),
        storage: storage as never,
        transport: {
          fetch: (url, request) => (proxyStatus === undefined ? transport.fetch(url, request) : pageOf(proxyStatus)),
          openSocket: (url, protocols) => transport.openSocket(url, protocols),
        },
        clock,
        random,
        tabs: hub,
        log: (line) => lines.push(line),
      });
    },
  };
}

/** What a proxy says: a page for people. */
function pageOf(status: number): Promise<HttpResponse> {
  return Promise.resolve({
    status,
    headers: { get: () => null },
    json: () => Promise.reject(new SyntaxError("Unexpected token '<'")),
  });
}

function latest<Value>(source: Observable<Value>): { value: Value | undefined } {
  const holder: { value: Value | undefined } = { value: undefined };
  source.subscribe((value) => (holder.value = value));
  return holder;
}

async function run(clock: ManualClock, ms = 100): Promise<void> {
  for (let step = 0; step < 10; step += 1) {
    await clock.advance(ms / 10);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('the engine on RxDB', () => {
  it('shows a list, follows a change of somebody else and sends an edit', async () => {
    const { clock, server, lines, open } = world();
    server.put('project', ID[0], { name: 'Alpha', status: 'active', budget: 1 });
    server.put('project', ID[1], { name: 'Beta', status: 'active', budget: 2 });
    const engine = await open();
    const status = latest(engine.status$);
    const list = engine.records(Project).find({ where: { status: 'active' }, orderBy: 'name' });
    const rows = latest(list.rows$);
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['Alpha', 'Beta']);
    expect(lines).toContain('[Sync] Connected');
    expect(lines).toContain('[Sync] Subscribed: project (2)');
    expect(lines).toContain('[Sync] Subscribed: project {"status":"active"}');

    server.put('project', ID[0], { name: 'Omega' });
    server.put('project', ID[2], { name: 'Gamma', status: 'active', budget: 3 });
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['Beta', 'Gamma', 'Omega']);
    expect(lines).toContain('[Sync] INVALIDATE: project (1 changes)');
    expect(lines).toContain(`[Sync] Refetched project/${ID[0]}`);
    expect(status.value).toMatchObject({ state: 'online', pending: 0, synced: true });

    await engine.records(Project).patch(ID[1], { budget: 20 });
    await run(clock, 300);
    expect(server.row('project', ID[1])).toMatchObject({ budget: 20, version: 2 });
    server.remove('project', ID[1]);
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['Gamma', 'Omega']);
    await engine.close();
  });

  it('gives rows that did not change as the very views they were, and a list of which nothing changed not at all', async () => {
    const { clock, server, open } = world();
    for (const [place, name] of ['Alpha', 'Beta', 'Gamma'].entries()) {
      server.put('project', ID[place] ?? '', { name, status: 'active', budget: place });
    }
    server.put('project', ID[3], { name: 'Delta', status: 'closed', budget: 4 });
    const engine = await open();
    const list = engine.records(Project).find({ where: { status: 'active' }, orderBy: 'name' });
    const rows = latest(list.rows$);
    const closed = latest(engine.records(Project).get(ID[3]).view$);
    await run(clock, 300);
    const before = rows.value ?? [];
    server.put('project', ID[1], { budget: 20 });
    await run(clock, 300);
    expect(rows.value?.map((view, place) => view === before[place])).toEqual([true, false, true]);
    const shown = rows.value;
    server.put('project', ID[3], { budget: 40 });
    await run(clock, 300);
    expect(closed.value?.row.budget).toBe(40);
    expect(rows.value).toBe(shown);
    await engine.close();
  });

  it('does not call itself synced while the server is behind, and does again once it has caught up', async () => {
    const { clock, server, open } = world();
    server.put('project', ID[0], { name: 'Alpha', status: 'active', budget: 1 });
    const engine = await open();
    const status = latest(engine.status$);
    latest(engine.records(Project).find({}).rows$);
    await run(clock, 300);
    expect(status.value).toMatchObject({ synced: true, late: false });

    server.isLate = true;
    await run(clock, 26_000);
    expect(status.value).toMatchObject({ state: 'online', synced: false, late: true });
    server.isLate = false;
    await run(clock, 4_000);
    expect(status.value).toMatchObject({ synced: true, late: false });
    await engine.close();
  });

  it('loads one page at a time however often more is asked for, and one row for each that leaves', async () => {
    const { clock, server, open } = world();
    const ids = Array.from({ length: 9 }, (_, index) => `0000000${index}-0000-4000-8000-000000000000`);
    for (const [index, id] of ids.entries()) server.put('project', id, { name: `P${index}`, status: 'active' });
    const engine = await open();
    const list = engine.records(Project).find({ where: { status: 'active' }, orderBy: 'name', limit: 2 });
    const [rows, state] = [latest(list.rows$), latest(list.state$)];
    await run(clock, 300);
    expect(rows.value).toHaveLength(2);
    for (let asked = 0; asked < 5; asked += 1) list.loadMore();
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['P0', 'P1', 'P2', 'P3']);
    expect(server.disclosed.get('ada')?.size).toBe(4);

    server.put('project', ids[0] ?? '', { status: 'closed' });
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['P1', 'P2', 'P3', 'P4']);
    expect(server.disclosed.get('ada')?.size).toBe(5);
    expect(state.value?.hasMore).toBe(true);
    await engine.close();
  });

  it('says offline that the local store has more rows than are shown, and shows them on demand', async () => {
    const { clock, server, setUp, open } = world();
    for (const [index, id] of ID.slice(0, 3).entries()) server.put('project', id, { name: `P${index}` });
    const engine = await open('grace');
    const all = engine.records(Project).find({ orderBy: 'name' });
    latest(all.rows$);
    await run(clock, 300);
    all.release();
    setUp(false);
    await run(clock);

    const list = engine.records(Project).find({ orderBy: '-name', limit: 2 });
    const [rows, state] = [latest(list.rows$), latest(list.state$)];
    await run(clock, 300);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['P2', 'P1']);
    expect(state.value).toMatchObject({ stale: true, hasMore: true });
    list.loadMore();
    await run(clock, 300);
    expect(rows.value).toHaveLength(3);
    expect(state.value?.hasMore).toBe(false);
    await engine.close();
  });

  describe('an amount and its currency, of which somebody else changed the other one', () => {
    async function conflict({ mine, theirs }: Record<'mine' | 'theirs', { cost?: number; currency?: 'EUR' }>) {
      const { clock, server, open, setUp } = world();
      server.put('task', ID[0], { name: 'Alpha', cost: 100, currency: 'USD' });
      const engine = await open();
      const outbox = latest(engine.outbox$);
      latest(engine.records(Task).get(ID[0]).view$);
      await run(clock, 300);
      setUp(false);
      await engine.records(Task).patch(ID[0], { name: 'Omega', ...mine });
      server.put('task', ID[0], theirs);
      setUp(true);
      await run(clock, 5_000);
      expect(server.row('task', ID[0])).toMatchObject({ name: 'Alpha', ...theirs });
      return {
        outbox,
        decide: async (side: 'mine' | 'theirs') => {
          await engine.resolveConflict(outbox.value?.[0]?.mutationId ?? '', side);
          await run(clock, 300);
          await engine.close();
          return server.row('task', ID[0]);
        },
      };
    }

    it('are asked about together, and sent as decided', async () => {
      const { outbox, decide } = await conflict({ mine: { cost: 120 }, theirs: { currency: 'EUR' } });
      expect(outbox.value).toMatchObject([{ state: 'conflict', current: { cost: 100, currency: 'EUR' } }]);
      expect(await decide('mine')).toMatchObject({ name: 'Omega', cost: 120, currency: 'USD' });
    });

    it('are both left as they are for theirs, with the rest of the edit kept', async () => {
      const { outbox, decide } = await conflict({ mine: { currency: 'EUR' }, theirs: { cost: 250 } });
      expect(outbox.value).toMatchObject([{ state: 'conflict', current: { cost: 250, currency: 'USD' } }]);
      expect(await decide('theirs')).toMatchObject({ name: 'Omega', cost: 250, currency: 'USD' });
    });
  });

  it('keeps writes made offline and sends a project before its task', async () => {
    const { clock, server, setUp, open } = world();
    const engine = await open();
    const status = latest(engine.status$);
    await run(clock);
    setUp(false);
    const projectId = await engine.records(Project).create({ name: 'New' });
    const taskId = await engine.records(Task).create({ name: 'First', projectId });
    await run(clock, 1_000);
    expect(status.value).toMatchObject({ pending: 2, synced: false });
    setUp(true);
    await run(clock, 60_000);
    expect(status.value).toMatchObject({ state: 'online', pending: 0 });
    expect(server.row('project', projectId)).toMatchObject({ name: 'New', version: 1 });
    expect(server.row('task', taskId)).toMatchObject({ projectId });
    await engine.close();
  });

  it('goes on by itself where a proxy refused what the API never saw', async () => {
    const { clock, server, setProxy, open } = world();
    server.put('project', ID[0], { name: 'Alpha' });
    const engine = await open();
    const status = latest(engine.status$);
    const outbox = latest(engine.outbox$);
    await run(clock);
    setProxy(403);
    const list = engine.records(Project).find();
    const rows = latest(list.rows$);
    const ids = [];
    for (const name of ['One', 'Two', 'Three']) ids.push(await engine.records(Project).create({ name }));
    await run(clock, 60_000);
    expect(status.value).toMatchObject({ pending: 3, refused: 0 });
    expect(outbox.value?.map(({ problem }) => problem?.title)).toEqual(['HTTP 403', 'HTTP 403', 'HTTP 403']);
    setProxy(undefined);
    await run(clock, 120_000);
    expect(status.value).toMatchObject({ pending: 0, refused: 0, synced: true });
    expect(ids.map((id) => server.row('project', id)?.version)).toEqual([1, 1, 1]);
    expect(rows.value?.map(({ row }) => row.name)).toEqual(['Alpha', 'One', 'Three', 'Two']);
    await engine.close();
  });
});
