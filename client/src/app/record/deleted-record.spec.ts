import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { Api } from '../api/api.ts';
import { AuthSession } from '../auth/auth-session.ts';
import { DayAdapter } from '../form/day-adapter.ts';
import { SAMPLE_PROJECT } from '../testing/sample-project.ts';
import { RecordPage } from './record-page.ts';

const ID = '0198f3a0-0000-7000-8000-000000000000';
const DELETION = {
  version: 2,
  action: 'DELETE',
  at: '2026-11-22T10:00:00Z',
  actor: { username: 'bea', name: 'Bea Brandt' },
  changes: [],
};

/** The page of a record, with an API whose restore is `restore`. */
async function open({ role = 'admin' as Role, history = [DELETION] as unknown[], isThere = false, refusal = '' } = {}) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  world.server.put('project', ID, SAMPLE_PROJECT);
  if (!isThere) world.server.remove('project', ID);
  const asked: string[] = [];
  const api = {
    get: async (path: string) => {
      asked.push(path);
      return { items: history, nextCursor: null };
    },
    post: async (path: string) => {
      asked.push(path);
      if (refusal) throw new Error(refusal);
      world.server.put('project', ID, SAMPLE_PROJECT);
    },
  };
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: Api, useValue: api },
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
      { provide: DateAdapter, useClass: DayAdapter },
      { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
    ],
  });
  const fixture = TestBed.createComponent(RecordPage);
  fixture.componentRef.setInput('entityCode', 'project');
  fixture.componentRef.setInput('id', ID);
  await world.settle(1_000);
  const host = fixture.nativeElement as HTMLElement;
  const button = (label: string) =>
    [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === label) ?? null;
  const name = () => host.querySelector<HTMLInputElement>('[data-field="name"] input');
  return { world, host, asked, button, name };
}

describe('DeletedRecord', () => {
  it('tells an administrator who deleted a missing record, and shows the record once it is restored', async () => {
    const { world, host, asked, button, name } = await open();
    expect(host.textContent).toContain('This project was deleted');
    expect(host.textContent).toContain('Deleted by Bea Brandt');
    button('Restore project')?.click();
    await world.settle(2_000);
    expect(asked).toEqual([`/api/v1/project/${ID}/history?limit=1`, `/api/v1/project/${ID}/restore`]);
    expect(name()?.value).toBe('Harbour');
    world.server.put('project', ID, { name: 'Harbour, phase 2' });
    await world.settle(2_000);
    expect(name()?.value).toBe('Harbour, phase 2');
  });

  it('says why a record was not restored, and lets it be tried again', async () => {
    const { world, host, button } = await open({ refusal: 'Another project has this code.' });
    button('Restore project')?.click();
    await world.settle(2_000);
    expect(host.querySelector('[role="alert"]')?.textContent).toBe('Not restored: Another project has this code.');
    expect(button('Restore project')?.disabled).toBe(false);
  });

  it('is offered where an open record is deleted under what is being typed, which can be saved afterwards', async () => {
    const { world, host, button, name } = await open({ isThere: true });
    const input = name();
    if (!input) throw new Error('no input for the name');
    input.value = 'Half typed';
    input.dispatchEvent(new Event('input'));
    await world.settle();
    world.server.remove('project', ID);
    await world.settle(2_000);
    expect(host.textContent).toContain('What you typed can be saved once it is restored.');
    button('Restore project')?.click();
    await world.settle(2_000);
    expect(button('Restore project')).toBeNull();
    expect(name()?.value).toBe('Half typed');
    button('Save')?.click();
    await world.settle(2_000);
    expect(world.server.row('project', ID)?.['name']).toBe('Half typed');
  });

  it('says no more than before to others, and of a record that never was', async () => {
    const manager = await open({ role: 'manager' });
    expect(manager.asked).toEqual([]);
    expect(manager.host.textContent).toContain('There is no such project');
    TestBed.resetTestingModule();
    const { host, button } = await open({ history: [] });
    expect(host.textContent).toContain('There is no such project');
    expect(button('Restore project')).toBeNull();
  });
});
