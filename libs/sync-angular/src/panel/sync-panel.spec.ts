import { TestBed } from '@angular/core/testing';

import { injectSync } from '../inject-sync.ts';
import { injectRecord } from '../resources/inject-record.ts';
import { ID, Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { diagnostics } from './diagnostics.ts';
import { OutboxItem } from './outbox-item.ts';
import { SyncPanel } from './sync-panel.ts';

async function open(options: { refuse: boolean }) {
  const opened: string[][] = [];
  const world = new SyncTestWorld({
    entities: [Project],
    config: { openRecord: (...args) => void opened.push(args) },
    refuse: () =>
      options.refuse
        ? {
            type: 'x',
            title: 'Invalid fields',
            status: 400,
            code: 'VALIDATION',
            detail: 'no',
            requestId: 'r1',
            errors: [{ field: 'name', message: 'is already taken' }],
          }
        : undefined,
  });
  world.server.put('project', ID[0], { name: 'Alpha', status: 'active' });
  TestBed.configureTestingModule({ providers: [world.provide()] });
  const sync = TestBed.runInInjectionContext(() => injectSync());
  const fixture = TestBed.createComponent(SyncPanel);
  await world.settle();
  const host = fixture.nativeElement as HTMLElement;
  const press = async (label: string) => {
    const button = [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === label);
    if (!button) throw new Error(`no button "${label}" in: ${host.textContent}`);
    button.click();
    await world.settle(2_000);
  };
  return { world, sync, host, opened, press, fixture };
}

describe('SyncPanel', () => {
  it('says that nothing waits', async () => {
    const { host, fixture } = await open({ refuse: false });
    expect(host.textContent).toContain('Nothing is waiting. Every change of yours is on the server.');
    fixture.destroy();
  });

  it('shows an unsent write with its age, and discards it only after a question', async () => {
    const { world, sync, host, press, fixture } = await open({ refuse: false });
    const id = await sync.create(Project, { name: 'Kept' });
    await world.settle(2_000);
    world.goOffline();
    await sync.patch(Project, id, { name: 'Renamed' });
    await world.settle();
    expect(host.textContent).toContain('Waiting to be sent (1)');
    expect(host.textContent).toContain('Edit project: Name');
    await press('Discard');
    expect(sync.outbox()).toHaveLength(1);
    await press('Discard');
    expect(sync.outbox()).toHaveLength(0);
    fixture.destroy();
  });

  it('offers to copy and to discard what is refused because the record may only be read, and nothing that is refused again', async () => {
    const { world, sync, host, fixture } = await open({ refuse: false });
    TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    await world.settle();
    world.goOffline();
    await sync.patch(Project, ID[0], { name: 'Mine' });
    world.server.setReadOnly('ada', 'project', ID[0], { readOnly: true });
    world.goOnline();
    await world.settle(60_000);
    expect(host.querySelector('.reason')?.textContent).toBe(
      'You may see this project but not change it. Ask its owner or an administrator.',
    );
    const offered = () => [...host.querySelectorAll('.actions button')].map((it) => it.textContent?.trim());
    expect(offered()).toEqual(['Copy', 'Discard']);
    world.server.setReadOnly('ada', 'project', ID[0], { readOnly: false });
    await world.settle(1_000);
    expect(offered()).toEqual(['Edit', 'Retry', 'Copy', 'Discard']);
    fixture.destroy();
  });

  it('shows why a write was refused, in words, and offers edit and retry', async () => {
    const options = { refuse: true };
    const { world, sync, host, press, opened, fixture } = await open(options);
    const id = await sync.create(Project, { name: 'Alpha' });
    await world.settle(5_000);
    expect(host.textContent).toContain('Needs your attention (1)');
    expect(host.textContent).toContain('Name is already taken.');
    await press('Edit');
    expect(opened[0]?.slice(0, 2)).toEqual(['project', id]);
    options.refuse = false;
    await press('Retry');
    expect(sync.outbox()).toEqual([]);
    expect(world.server.row('project', id)?.['name']).toBe('Alpha');
    fixture.destroy();
  });

  it('keeps the focus at what is nearest when a button goes', async () => {
    const { world, sync, host, press, fixture } = await open({ refuse: true });
    document.body.append(host);
    const focused = () => document.activeElement?.textContent?.trim();
    const focusAndPress = async (label: string) => {
      [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === label)?.focus();
      await press(label);
    };
    for (const name of ['Alpha', 'Beta']) await sync.create(Project, { name });
    await world.settle(5_000);
    await focusAndPress('Discard');
    expect(focused()).toBe('Keep');
    await focusAndPress('Discard');
    expect(sync.outbox()).toHaveLength(1);
    expect(document.activeElement?.closest('tide-outbox-item')?.textContent).toContain('Beta');
    await focusAndPress('Discard');
    await focusAndPress('Discard');
    expect(focused()).toBe('Sync');
    fixture.destroy();
  });

  it('discards all refused writes after one question, and none that is refused later', async () => {
    const { world, sync, host, press, fixture } = await open({ refuse: true });
    for (const name of ['Alpha', 'Beta', 'Gamma']) await sync.create(Project, { name });
    await world.settle(5_000);
    await press('Discard all');
    expect(host.textContent).toContain('Discard 3 changes for good?');
    await sync.create(Project, { name: 'Delta' });
    await world.settle(5_000);
    await press('Discard them');
    expect(sync.outbox().map((it) => it.title)).toEqual(['Delta']);
    expect(host.textContent).not.toContain('Discard all');
    fixture.destroy();
  });

  it('offers no edit of a record that is gone', async () => {
    const { world, sync, host, fixture } = await open({ refuse: false });
    TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    await world.settle();
    world.goOffline();
    await sync.patch(Project, ID[0], { name: 'Too late' });
    world.server.remove('project', ID[0]);
    world.goOnline();
    await world.settle(60_000);
    expect(host.textContent).toContain('The project no longer exists, or you may no longer see it.');
    const labels = [...host.querySelectorAll('tide-outbox-item button')].map((it) => it.textContent?.trim());
    expect(labels).toEqual(['Retry', 'Copy', 'Discard']);
    fixture.destroy();
  });

  it('shows what was written to a record that is out of reach, and never an id or a code', async () => {
    const { world, sync, host, fixture } = await open({ refuse: false });
    TestBed.runInInjectionContext(() => injectRecord(Project, () => ID[0]));
    await world.settle();
    world.goOffline();
    await sync.patch(Project, ID[0], { budget: 77, status: 'closed' });
    world.server.remove('project', ID[0]);
    world.goOnline();
    await world.settle(60_000);
    const item = host.querySelector('tide-outbox-item');
    expect(item?.querySelector('.title')?.textContent).toBe('Project that is out of reach');
    expect([...(item?.querySelectorAll('dt, dd') ?? [])].map((it) => it.textContent)).toEqual([
      'Budget',
      '77',
      'Status',
      'closed',
    ]);
    expect(item?.textContent).not.toMatch(/NOT_FOUND|0000-4000/);
    fixture.destroy();
  });

  it('names a write to an entity that the application no longer has, and offers no page for it', async () => {
    const { fixture } = await open({ refuse: false });
    const problem = { type: 'x', title: 'x', status: 404, code: 'UNKNOWN_ENTITY', detail: 'x', requestId: 'r' };
    const item = TestBed.createComponent(OutboxItem);
    item.componentRef.setInput('entry', {
      ...{ key: `wiki_page|${ID[0]}`, entityCode: 'wiki_page', entityId: ID[0], state: 'refused', problem },
      ...{ mutationId: 'm1', action: 'UPDATE', fields: { reviewOn: '2026-11-24' }, seen: {}, baseVersion: 1 },
      ...{ queuedAt: 0, attempts: 0 },
    });
    item.componentRef.setInput('nowMs', 1_000);
    await item.whenStable();
    const element = item.nativeElement as HTMLElement;
    expect(element.textContent).toContain('Edit wiki page: Review on');
    expect(element.textContent).toContain('The server has no records of this kind.');
    const labels = [...element.querySelectorAll('button')].map((it) => it.textContent?.trim());
    expect(labels).toEqual(['Retry', 'Copy', 'Discard']);
    fixture.destroy();
  });

  it('copies diagnostics without names or contents', async () => {
    const { world, sync, fixture } = await open({ refuse: false });
    world.goOffline();
    await sync.create(Project, { name: 'Secret plan' });
    await world.settle();
    const report = diagnostics(sync.status(), sync.outbox());
    expect(report).not.toContain('Secret plan');
    expect(JSON.parse(report)).toMatchObject({
      status: { pending: 1 },
      outbox: [{ action: 'CREATE', state: 'pending' }],
    });
    fixture.destroy();
  });
});
