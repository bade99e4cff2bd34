import { TestBed } from '@angular/core/testing';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Project } from '@tidemark/entities';
import { injectRecord, injectSync } from '@tidemark/sync-angular';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { DoneMessage } from './done-message.ts';

const ID = '0198f3a0-0000-7000-8000-000000000001';

/** The project is renamed in `situation`; what is said about it. */
async function renamed(situation: 'online' | 'refused' | 'offline' | 'slow'): Promise<string[]> {
  const refusal = { type: 'x', title: 'x', status: 403, code: 'FORBIDDEN', detail: 'no', requestId: 'r1' };
  const later = { ...refusal, status: 503, code: 'DATABASE_UNAVAILABLE' };
  const refuse = { online: undefined, offline: undefined, refused: refusal, slow: later }[situation];
  const world = new SyncTestWorld({ entities: [Project], refuse: () => refuse });
  world.server.put('project', ID, { name: 'Harbour', code: 'HARBOUR' });
  const said: string[] = [];
  TestBed.configureTestingModule({
    providers: [world.provide(), { provide: MatSnackBar, useValue: { open: (text: string) => said.push(text) } }],
  });
  const sync = TestBed.runInInjectionContext(() => {
    injectRecord(Project, () => ID);
    return injectSync();
  });
  await world.settle(300);
  if (situation === 'offline') world.goOffline();
  await world.settle();
  await sync.patch(Project, ID, { name: 'Harbour, phase 2' });
  void TestBed.inject(DoneMessage).tell('Saved', Project, ID);
  await world.settle(2_000);
  return said;
}

describe('DoneMessage', () => {
  it.each([
    ['online', ['Saved']],
    ['refused', []],
    ['offline', ['Saved in this browser, sent later']],
    ['slow', ['Saved in this browser, sent later']],
  ] as const)('says after a write while %s: %j', async (situation, said) => {
    expect(await renamed(situation)).toEqual(said);
  });
});
