import { createEnvironmentInjector, EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';

import { injectSync } from '../inject-sync.ts';
import { EntityWords } from '../internal/entity-words.ts';
import { refusalReason } from '../panel/refusal-reason.ts';
import { injectRecord } from '../resources/inject-record.ts';
import type { Sync } from '../sync.ts';
import { ID, Project } from '../testing/entities.ts';
import { SyncTestWorld } from '../testing/sync-test-world.ts';
import { SyncConflict } from './sync-conflict.ts';

/** Ada edits the project (unless told, renames it) offline; somebody else renames it meanwhile; Ada comes back. */
async function conflict(edit = (sync: Sync) => sync.patch(Project, ID[0], { name: 'Mine' })) {
  const world = new SyncTestWorld({ entities: [Project] });
  world.server.put('project', ID[0], { name: 'Before', status: 'active', budget: 1 });
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      { provide: MAT_DIALOG_DATA, useFactory: () => sync.outbox()[0] },
      { provide: MatDialogRef, useValue: { close: jest.fn() } },
    ],
  });
  const page = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
  const [sync, record] = runInInjectionContext(page, () => [injectSync(), injectRecord(Project, () => ID[0])] as const);
  await world.settle();
  world.goOffline();
  await edit(sync);
  await world.settle();
  world.server.put('project', ID[0], { name: 'Theirs' });
  world.goOnline();
  await world.settle(60_000);
  const [entry] = sync.outbox();
  if (entry?.state !== 'conflict') throw new Error(`expected a conflict, got ${JSON.stringify(entry)}`);
  const fixture = TestBed.createComponent(SyncConflict);
  await world.settle();
  const host = fixture.nativeElement as HTMLElement;
  const press = async (label: string) => {
    [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === label)?.click();
    await world.settle(2_000);
  };
  return { world, sync, record, host, press, leavePage: () => page.destroy() };
}

describe('SyncConflict', () => {
  it('shows what it was, mine and theirs, and begins with mine', async () => {
    const { host } = await conflict();
    const cells = [...host.querySelectorAll('[role=rowheader], [role=cell]')].map((it) => it.textContent?.trim());
    expect(cells).toEqual(['Name', 'BeforeBefore', 'MineMine', 'TheirsTheirs']);
    expect(host.textContent).toContain('Your values replace theirs.');
  });

  it('keeps mine on the server', async () => {
    const { world, sync, press } = await conflict();
    await press('Save decision');
    expect(world.server.row('project', ID[0])?.['name']).toBe('Mine');
    expect(sync.status()).toMatchObject({ pending: 0, refused: 0, conflicts: 0 });
  });

  it('keeps theirs', async () => {
    const { world, sync, record, press } = await conflict();
    await press('All theirs');
    await press('Save decision');
    expect(world.server.row('project', ID[0])?.['name']).toBe('Theirs');
    expect(record.value()?.name).toBe('Theirs');
    expect(sync.outbox()).toEqual([]);
  });

  it('asks only about what somebody else changed; the rest of the write goes along, whichever side is kept', async () => {
    const { world, sync, host, press } = await conflict((it) => it.patch(Project, ID[0], { name: 'Mine', budget: 77 }));
    const fields = [...host.querySelectorAll('[role=rowheader]')].map((it) => it.textContent);
    expect(fields).toEqual(['Name']);
    expect(host.textContent).toContain('What only you changed (Budget) is kept either way.');
    await press('All theirs');
    await press('Save decision');
    expect(world.server.row('project', ID[0])).toMatchObject({ name: 'Theirs', budget: 77 });
    expect(sync.outbox()).toEqual([]);
  });

  it('shows what somebody else writes while it is open, and has the person choose again', async () => {
    const { world, host, press } = await conflict();
    const save = () => [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === 'Save decision');
    world.server.put('project', ID[0], { name: 'Theirs, again' });
    await world.settle();
    expect(host.textContent).toContain('Theirs, again');
    expect(host.querySelector('[role=status]')?.textContent).toBe('Somebody else has just changed Name. Choose again.');
    expect(save()?.disabled).toBe(true);
    await press('All mine');
    expect(host.querySelector('[role=status]')?.textContent).toBe('');
    await press('Save decision');
    expect(world.server.row('project', ID[0])?.['name']).toBe('Mine');
  });

  it('follows the record wherever it is opened from', async () => {
    const { world, host, leavePage } = await conflict();
    leavePage();
    await world.settle(60_000);
    world.server.put('project', ID[0], { name: 'Theirs, again' });
    await world.settle();
    expect(host.textContent).toContain('Theirs, again');
  });

  it('keeps a choice when somebody else changes another field', async () => {
    const { world, host, press } = await conflict();
    await press('All theirs');
    world.server.put('project', ID[0], { budget: 5 });
    await world.settle();
    expect(host.querySelector('.chosen')?.textContent).toContain('Theirs');
  });

  it('closes where the conflict is settled elsewhere', async () => {
    const { world, sync } = await conflict();
    await sync.discard(sync.outbox()[0]?.mutationId ?? '');
    await world.settle();
    expect(TestBed.inject(MatDialogRef).close).toHaveBeenCalled();
  });

  it('closes where the record may only be read by now: whatever is decided would be refused', async () => {
    const { world } = await conflict();
    expect(TestBed.inject(MatDialogRef).close).not.toHaveBeenCalled();
    world.server.setReadOnly('ada', 'project', ID[0], { readOnly: true });
    await world.settle(2_000);
    expect(TestBed.inject(MatDialogRef).close).toHaveBeenCalled();
  });

  it('saves without a question what nobody stands against any more', async () => {
    const { world, host, press } = await conflict();
    world.server.put('project', ID[0], { name: 'Before' });
    await world.settle();
    expect(host.querySelector('[role=table]')).toBeNull();
    await press('Save decision');
    expect(world.server.row('project', ID[0])?.['name']).toBe('Mine');
  });

  describe('of a deletion', () => {
    const deletion = () => conflict((sync) => sync.remove(Project, ID[0]));

    it('asks whether to delete after all, without a table of fields', async () => {
      const { host } = await deletion();
      expect(host.textContent).toContain('You deleted it, and somebody else changed it meanwhile.');
      expect(host.querySelector('[role=table]')).toBeNull();
      expect(host.textContent).not.toContain('All theirs');
    });

    it('keeps theirs: the record stays, for everybody', async () => {
      const { world, sync, record, press } = await deletion();
      await press('Keep theirs');
      expect(world.server.row('project', ID[0])?.['name']).toBe('Theirs');
      expect(record.value()?.name).toBe('Theirs');
      expect(sync.outbox()).toEqual([]);
    });

    it('deletes anyway', async () => {
      const { world, sync, record, press } = await deletion();
      await press('Delete anyway');
      expect(world.server.row('project', ID[0])).toBeUndefined();
      expect(record.value()).toBeUndefined();
      expect(sync.outbox()).toEqual([]);
    });

    it('never sends the deletion again for a choice by fields', async () => {
      const { world, sync } = await deletion();
      await sync.resolveConflict(sync.outbox()[0]?.mutationId ?? '', {});
      await world.settle(2_000);
      expect(world.server.row('project', ID[0])?.['name']).toBe('Theirs');
      expect(sync.outbox()).toEqual([]);
    });

    it('is said in words by the sync panel', async () => {
      const { sync } = await deletion();
      const [entry] = sync.outbox();
      const words = TestBed.inject(EntityWords);
      expect(entry && refusalReason(entry, words)).toContain('You deleted it, and somebody else changed it');
    });
  });
});
