import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';

import { injectSync } from '../inject-sync.ts';
import { ID, Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { injectRecord } from './inject-record.ts';

function world(refuse = false) {
  const problem = {
    type: 'x',
    title: 'Invalid fields',
    status: 400,
    code: 'VALIDATION',
    detail: 'Name is taken',
    requestId: 'r',
  };
  const it = new SyncTestWorld({ entities: [Project], ...(refuse && { refuse: () => problem }) });
  it.server.put('project', ID[0], { name: 'Alpha', status: 'active' });
  it.server.put('project', ID[1], { name: 'Beta', status: 'active' });
  TestBed.configureTestingModule({ providers: [it.provide()] });
  return it;
}

describe('injectRecord', () => {
  it('follows the record and the id', async () => {
    const it = world();
    const id = signal<string | undefined>(ID[0]);
    const record = TestBed.runInInjectionContext(() => injectRecord(Project, () => id()));
    await it.settle();
    expect(record.value()?.name).toBe('Alpha');
    it.server.put('project', ID[0], { name: 'Changed' });
    await it.settle();
    expect(record.value()?.name).toBe('Changed');
    id.set(ID[1]);
    expect(record.value()).toBeUndefined(); // never the former record under the new id
    await it.settle();
    expect(record.value()?.name).toBe('Beta');
    id.set(undefined);
    await it.settle();
    expect(record.value()).toBeUndefined();
    expect(record.isLoading()).toBe(false);
  });

  it('is undefined and not loading for a record that does not exist', async () => {
    const it = world();
    const record = TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[2]));
    await it.settle();
    expect(record.isLoading()).toBe(false);
    expect(record.value()).toBeUndefined();
  });

  it('says whether it may be written, also offline, and follows a change of that which makes no new version', async () => {
    const it = world();
    const record = TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    await it.settle();
    expect(record.readOnly()).toBe(false);
    it.server.setReadOnly('ada', 'project', ID[0], { readOnly: true });
    await it.settle();
    expect(record.readOnly()).toBe(true);
    expect(record.base()?.version).toBe(1);
    it.goOffline();
    const again = TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    await it.settle();
    expect(again.readOnly()).toBe(true);
    it.server.setReadOnly('ada', 'project', ID[0], { readOnly: false });
    it.goOnline();
    await it.settle(60_000);
    expect(record.readOnly()).toBe(false);
  });

  it('keeps the server row apart from own unsent edits', async () => {
    const it = world();
    const record = TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    const sync = TestBed.runInInjectionContext(() => injectSync());
    await it.settle();
    it.goOffline();
    await sync.patch(Project, ID[0], { name: 'Mine' });
    await it.settle();
    expect(record.value()?.name).toBe('Mine');
    expect(record.base()?.name).toBe('Alpha');
    expect(record.pending()).toHaveLength(1);
  });

  it('shows a refused write beside the row, and lets it be corrected', async () => {
    const it = world(true);
    const record = TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    const sync = TestBed.runInInjectionContext(() => injectSync());
    await it.settle();
    await sync.patch(Project, ID[0], { name: 'Taken' });
    await it.settle(5_000);
    expect(record.value()?.name).toBe('Alpha');
    expect(record.refused()[0]?.problem.detail).toBe('Name is taken');
    expect(sync.status()).toMatchObject({ refused: 1, pending: 0, synced: false });
    await sync.discard(record.refused()[0]?.mutationId ?? '');
    await it.settle();
    expect(record.refused()).toEqual([]);
    expect(sync.status().refused).toBe(0);
  });
});
