import { createEnvironmentInjector, EnvironmentInjector, runInInjectionContext, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { injectSync } from '../inject-sync.ts';
import { ID, Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { injectRecords } from './inject-records.ts';

function world() {
  const it = new SyncTestWorld({ entities: [Project] });
  it.server.put('project', ID[0], { name: 'Alpha', status: 'active', budget: 2 });
  it.server.put('project', ID[1], { name: 'Beta', status: 'closed', budget: 1 });
  TestBed.configureTestingModule({ providers: [it.provide()] });
  return it;
}

const names = (records: { value: () => readonly { name: string }[] }) => records.value().map((row) => row.name);

describe('injectRecords', () => {
  it('is loading first, then shows the rows in order', async () => {
    const it = world();
    const records = TestBed.runInInjectionContext(() => injectRecords(Project, () => ({ orderBy: 'name' })));
    expect(records.isLoading()).toBe(true);
    expect(records.value()).toEqual([]);
    await it.settle();
    expect(records.isLoading()).toBe(false);
    expect(records.stale()).toBe(false);
    expect(names(records)).toEqual(['Alpha', 'Beta']);
  });

  it('shows what somebody else changes, adds and removes', async () => {
    const it = world();
    const records = TestBed.runInInjectionContext(() => injectRecords(Project, () => ({ orderBy: 'name' })));
    await it.settle();
    it.server.put('project', ID[0], { name: 'Zulu' });
    it.server.put('project', ID[2], { name: 'Gamma', status: 'active' });
    await it.settle();
    expect(names(records)).toEqual(['Beta', 'Gamma', 'Zulu']);
    it.server.remove('project', ID[1]);
    await it.settle();
    expect(names(records)).toEqual(['Gamma', 'Zulu']);
  });

  it('follows the signals that the query reads', async () => {
    const it = world();
    const status = signal<'active' | 'closed'>('active');
    const records = TestBed.runInInjectionContext(() =>
      injectRecords(Project, () => ({ where: { status: status() } })),
    );
    await it.settle();
    expect(names(records)).toEqual(['Alpha']);
    status.set('closed');
    await it.settle();
    expect(names(records)).toEqual(['Beta']);
  });

  it('asks for nothing while the query is undefined', async () => {
    const it = world();
    const records = TestBed.runInInjectionContext(() => injectRecords(Project, () => undefined));
    await it.settle();
    expect(records.isLoading()).toBe(false);
    expect(records.value()).toEqual([]);
  });

  it('shows own edits at once while offline and counts them as pending', async () => {
    const it = world();
    const records = TestBed.runInInjectionContext(() => injectRecords(Project, () => ({ orderBy: 'name' })));
    const sync = TestBed.runInInjectionContext(() => injectSync());
    await it.settle();
    it.goOffline();
    await sync.patch(Project, ID[0], { name: 'Written offline' });
    await it.settle();
    expect(names(records)).toContain('Written offline');
    expect(records.pending()).toBe(1);
    expect(it.server.row('project', ID[0])?.['name']).toBe('Alpha');
    it.goOnline();
    await it.settle(60_000);
    expect(it.server.row('project', ID[0])?.['name']).toBe('Written offline');
    expect(records.pending()).toBe(0);
  });

  it('ends its interest with the injection context', async () => {
    const it = world();
    const injector = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    runInInjectionContext(injector, () => injectRecords(Project));
    await it.settle();
    const [connection] = it.server.connections;
    expect(connection?.ids.size).toBe(2);
    injector.destroy();
    await it.settle(20_000);
    expect(connection?.ids.size).toBe(0);
  });

  it('shows the next user nothing of the former one', async () => {
    const it = new SyncTestWorld({
      entities: [Project],
      canRead: (personId, _entity, row) => row['owner'] === personId,
    });
    it.server.put('project', ID[0], { name: 'of Ada', status: 'active', owner: 'ada' });
    it.server.put('project', ID[1], { name: 'of Tom', status: 'active', owner: 'tom' });
    TestBed.configureTestingModule({ providers: [it.provide()] });
    const records = TestBed.runInInjectionContext(() => injectRecords(Project));
    await it.settle();
    expect(names(records)).toEqual(['of Ada']);
    it.signInAs('tom');
    expect(records.value()).toEqual([]);
    await it.settle();
    expect(names(records)).toEqual(['of Tom']);
    it.signInAs(null);
    await it.settle();
    expect(records.value()).toEqual([]);
  });

  it('refuses to be called outside an injection context', () => {
    expect(() => injectRecords(Project)).toThrow(/NG0203/);
  });
});
