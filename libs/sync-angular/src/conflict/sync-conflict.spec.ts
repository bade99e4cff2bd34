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
  const [sync, record] = TestBed.runInInjectionContext(
    () => [injectSync(), injectRecord(Project, () => ID[0])] as const,
  );
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
  return { world, sync, record, host, press };
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
