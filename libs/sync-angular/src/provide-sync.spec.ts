import { PLATFORM_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { BehaviorSubject, NEVER } from 'rxjs';

import { injectSync } from './inject-sync.ts';
import { provideSync } from './provide-sync.ts';
import { injectRecords } from './resources/inject-records.ts';
import { syncStatus } from './status/sync-status.ts';
import { ID, Project } from './testing/entities.ts';
import { SyncTestWorld } from './testing/sync-test-world.ts';

describe('provideSync', () => {
  it('opens no store and no connection on a server', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    TestBed.configureTestingModule({ providers: [world.provide(), { provide: PLATFORM_ID, useValue: 'server' }] });
    const [sync, records] = TestBed.runInInjectionContext(() => [injectSync(), injectRecords(Project)] as const);
    await world.settle();
    expect(sync.isOpen()).toBe(false);
    expect(records.value()).toEqual([]);
    expect(world.server.connections.size).toBe(0);
  });

  it('opens nothing while nobody is signed in', async () => {
    const world = new SyncTestWorld({ entities: [Project], userId: null });
    TestBed.configureTestingModule({ providers: [world.provide()] });
    const status = TestBed.runInInjectionContext(() => syncStatus());
    await world.settle();
    expect(status()).toMatchObject({ state: 'idle', synced: false });
    world.signInAs('ada');
    await world.settle();
    expect(status().state).toBe('online');
  });

  it('counts an attempt to reconnect as offline, and the first attempt not', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    const status$ = new BehaviorSubject({ state: 'connecting' });
    const engine = {
      status$,
      outbox$: NEVER,
      signedOut$: NEVER,
      authChanged: () => undefined,
      close: async () => undefined,
    };
    const config = { entities: [Project], user: world.user, accessToken: async () => null };
    TestBed.configureTestingModule({
      providers: [provideSync(config, { createEngine: async () => engine as never })],
    });
    const sync = TestBed.runInInjectionContext(() => injectSync());
    await world.settle();
    const seen = ['connecting', 'online', 'waiting', 'connecting', 'waiting', 'connecting', 'online'].map((state) => {
      status$.next({ state });
      return sync.offline();
    });
    expect(seen).toEqual([false, false, true, true, true, true, false]);
  });

  it('closes the engine with the application', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    TestBed.configureTestingModule({ providers: [world.provide()] });
    TestBed.runInInjectionContext(() => injectSync());
    await world.settle();
    expect(world.server.connections.size).toBe(1);
    TestBed.resetTestingModule();
    await world.clock.advance(1_000);
    expect(world.server.connections.size).toBe(0);
  });

  it('signs out only when nothing is unsent, unless forced', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    world.server.put('project', ID[0], { name: 'Alpha', status: 'active' });
    TestBed.configureTestingModule({ providers: [world.provide()] });
    const sync = TestBed.runInInjectionContext(() => injectSync());
    await world.settle();
    world.goOffline();
    await sync.create(Project, { name: 'Unsent' });
    await world.settle();
    expect(await sync.signOut()).toBe(1);
    expect(sync.isOpen()).toBe(true);
    expect(await sync.signOut({ force: true })).toBe(0);
    expect(sync.isOpen()).toBe(false);
  });
});
