import { TestBed } from '@angular/core/testing';

import { injectSync } from '../inject-sync.ts';
import { ID, Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { SyncStatusChip } from './sync-status-chip.ts';

describe('SyncStatusChip', () => {
  it('says whether the work is safe, through offline and back', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    world.server.put('project', ID[0], { name: 'Alpha', status: 'active' });
    TestBed.configureTestingModule({ providers: [world.provide()] });
    const fixture = TestBed.createComponent(SyncStatusChip);
    const sync = TestBed.runInInjectionContext(() => injectSync());
    const button = () => (fixture.nativeElement as HTMLElement).querySelector('button');
    await world.settle();
    expect(button()?.textContent?.trim()).toBe('All changes saved');

    const id = await sync.create(Project, { name: 'New' });
    world.goOffline();
    await sync.patch(Project, id, { name: 'Newer' });
    await world.settle();
    expect(button()?.textContent?.trim()).toMatch(/^Offline, \d waiting$/);

    world.goOnline();
    await world.settle(60_000);
    expect(button()?.textContent?.trim()).toBe('All changes saved');
    expect(world.server.row('project', id)?.['name']).toBe('Newer');
  });

  it('asks for a sign-in when the session has ended, and goes on after it', async () => {
    const world = new SyncTestWorld({ entities: [Project] });
    TestBed.configureTestingModule({ providers: [world.provide()] });
    world.endSession(true);
    const fixture = TestBed.createComponent(SyncStatusChip);
    await world.settle();
    const button = () => (fixture.nativeElement as HTMLElement).querySelector('button');
    expect(button()?.textContent?.trim()).toBe('Sign in again');
    world.endSession(false);
    await world.settle(1_000);
    expect(button()?.textContent?.trim()).toBe('All changes saved');
  });
});
