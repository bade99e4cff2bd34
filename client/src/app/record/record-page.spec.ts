import { Clipboard } from '@angular/cdk/clipboard';
import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { MatDialog } from '@angular/material/dialog';
import { Title } from '@angular/platform-browser';
import { provideRouter, Router, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';
import { of } from 'rxjs';

import { AuthSession } from '../auth/auth-session.ts';
import { DayAdapter } from '../form/day-adapter.ts';
import { Shortcuts } from '../shell/shortcuts.ts';
import { SAMPLE_PROJECT } from '../testing/sample-project.ts';
import { RecordPage } from './record-page.ts';

const ID = '0198f3a0-0000-7000-8000-000000000000';

const REFUSED = {
  type: 'about:blank',
  title: 'Invalid fields',
  status: 400,
  code: 'VALIDATION',
  detail: 'The code is taken.',
  requestId: 'r1',
  errors: [{ field: 'code', message: 'is already taken' }],
};

async function open({ role = 'manager' as Role, readOnly = false } = {}) {
  /** What the person says when asked. */
  const answer = { value: true };
  const world = new SyncTestWorld({
    entities: ENTITIES,
    refuse: ({ fields }) => (fields?.['code'] === 'TAKEN' ? REFUSED : undefined),
  });
  world.server.put('project', ID, SAMPLE_PROJECT);
  const limit = (isLimited: boolean) => world.server.setReadOnly('ada', 'project', ID, { readOnly: isLimited });
  limit(readOnly);
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([{ path: ':entityCode/:id', component: RecordPage }], withComponentInputBinding()),
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
      { provide: DateAdapter, useClass: DayAdapter },
      { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
      { provide: MatDialog, useValue: { open: () => ({ afterClosed: () => of(answer.value) }) } },
    ],
  });
  const router = await RouterTestingHarness.create();
  const page = await router.navigateByUrl(`/project/${ID}`, RecordPage);
  await world.settle();
  const host = router.fixture.nativeElement as HTMLElement;
  const inputOf = (field: string) => host.querySelector<HTMLInputElement>(`[data-field="${field}"] input`);
  const name = () => inputOf('name');
  const type = async (text: string, field = 'name') => {
    const input = inputOf(field);
    if (!input) throw new Error(`no input for ${field}`);
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await world.settle();
  };
  const buttons = () =>
    [...host.querySelectorAll('button')].map((button) => ({ button, text: button.textContent.trim() }));
  const offers = (label: string) => buttons().some(({ text }) => text === label);
  const press = async (label: string) => {
    buttons()
      .find(({ text }) => text === label)
      ?.button.click();
    await world.settle();
  };
  const pressSave = () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }));
  return { world, router, answer, page, host, name, inputOf, type, offers, press, pressSave, limit };
}

describe('RecordPage', () => {
  it('says nothing of saving where Enter is pressed in a form without a change', async () => {
    const { world, host } = await open();
    host.querySelector('form')?.dispatchEvent(new Event('submit'));
    await world.settle(2_000);
    expect(document.body.textContent).not.toContain('Saved');
  });

  it('says at once that a record may only be read, and why, and offers nothing that would be refused', async () => {
    const { host, name } = await open({ role: 'member', readOnly: true });
    expect(host.querySelector('.limited')?.textContent).toContain(
      'You may see this project but not change it. Ask its owner or an administrator.',
    );
    expect(name()?.disabled).toBe(true);
    expect(host.querySelector('[aria-label^="Delete"]')).toBeNull();
    const labels = TestBed.inject(Shortcuts)
      .list()
      .map(({ label }) => label);
    expect(labels).not.toContain('Save');
  });

  it('lets a person of any role write what the server lets them write', async () => {
    const { world, host, type, press } = await open({ role: 'viewer' });
    expect(host.querySelector('.limited')).toBeNull();
    await type('Harbour, phase 2');
    await press('Save');
    await world.settle(5_000);
    expect(world.server.row('project', ID)?.['name']).toBe('Harbour, phase 2');
  });

  it('turns read-only while somebody types, keeps what was typed to be copied, and takes it once it may be written again', async () => {
    const { world, page, host, name, type, offers, press, pressSave, limit } = await open();
    await type('Half typed');
    limit(true);
    await world.settle(1_000);
    expect(host.querySelector('.limited')?.textContent).toContain('Read only.');
    expect(host.querySelector('.save')?.textContent).toContain('What you typed cannot be saved');
    expect([name()?.value, name()?.disabled]).toEqual(['Half typed', true]);
    expect([offers('Save'), offers('Copy it'), offers('Drop it'), page.unsaved()]).toEqual([false, true, true, true]);
    const copied = jest.spyOn(TestBed.inject(Clipboard), 'beginCopy');
    await press('Copy it');
    expect(copied).toHaveBeenCalledWith('Half typed');
    pressSave();
    await world.settle(5_000);
    expect(world.server.row('project', ID)?.['name']).toBe('Harbour');
    limit(false);
    await world.settle(1_000);
    expect([name()?.value, name()?.disabled]).toEqual(['Half typed', false]);
    await press('Save');
    await world.settle(5_000);
    expect(world.server.row('project', ID)?.['name']).toBe('Half typed');
  });

  it('keeps what was typed on a record that somebody deletes, until it is dropped', async () => {
    const { world, page, host, name, type, offers, press, pressSave } = await open();
    await type('Half typed');
    world.server.remove('project', ID);
    await world.settle(1_000);
    expect(name()?.value).toBe('Half typed');
    expect(host.textContent).toContain('This project was deleted, or you may no longer see it');
    expect(host.querySelector('.facts')?.textContent.trim()).toBe('No longer available');
    expect(offers('Save')).toBe(false);
    expect(page.unsaved()).toBe(true);
    pressSave();
    await world.settle();
    expect(document.body.textContent).not.toContain('Not saved');
    await press('Drop it');
    expect(name()).toBeNull();
    expect(host.textContent).toContain('There is no such project');
    expect(page.unsaved()).toBe(false);
  });

  it('says that a record is gone where nothing was typed, in the title too', async () => {
    const { world, host } = await open();
    expect(TestBed.inject(Title).getTitle()).toBe('Harbour · Project · Tidemark');
    world.server.remove('project', ID);
    await world.settle(1_000);
    expect(host.textContent).toContain('There is no such project');
    expect(TestBed.inject(Title).getTitle()).toBe('Not found · Tidemark');
  });

  it('saves with Ctrl+S, wherever the focus is', async () => {
    const { world, type, pressSave } = await open();
    pressSave();
    await type('Harbour, phase 2');
    pressSave();
    await world.settle(5_000);
    expect(world.server.row('project', ID)?.['name']).toBe('Harbour, phase 2');
  });

  it('goes on to the next new record of its kind with n', async () => {
    const { world } = await open();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }));
    await world.settle();
    expect(TestBed.inject(Router).url).toBe('/project/new');
  });

  it('finds the record of an address in capitals', async () => {
    const { world, router, name } = await open();
    await router.navigateByUrl(`/project/${ID.toUpperCase()}`);
    await world.settle();
    expect(name()?.value).toBe('Harbour');
  });

  it('says offline that a record is not kept here, instead of waiting for it', async () => {
    const { world, router, host } = await open();
    world.goOffline();
    await router.navigateByUrl('/project/0198f3a0-0000-7000-8000-000000000001');
    await world.settle();
    expect(host.textContent).toContain('Not kept in this browser');
    expect(host.textContent).not.toContain('There is no such project');
    world.server.put('project', '0198f3a0-0000-7000-8000-000000000001', { name: 'Later', code: 'L', status: 'active' });
    world.goOnline();
    await world.settle(5_000);
    expect(host.querySelector('h1')?.textContent).toBe('Later');
  });

  describe('with a change that the server refused', () => {
    async function correct() {
      const it = await open();
      await it.type('TAKEN', 'code');
      await it.press('Save');
      await it.world.settle(5_000);
      await it.press('Correct it');
      expect(it.inputOf('code')?.value).toBe('TAKEN');
      expect(TestBed.inject(Router).url).toContain('?fix=');
      return it;
    }

    it('asks before it discards the change, and then keeps nothing of it', async () => {
      const { answer, inputOf, offers, press } = await correct();
      answer.value = false;
      await press('Discard the change');
      expect(inputOf('code')?.value).toBe('TAKEN');
      answer.value = true;
      await press('Discard the change');
      expect(inputOf('code')?.value).toBe('HAR-1');
      expect(offers('Discard the change')).toBe(false);
      expect(offers('Save')).toBe(false);
      expect(TestBed.inject(Router).url).toBe(`/project/${ID}`);
    });

    it('offers to correct it again after Undo', async () => {
      const { inputOf, offers, press } = await correct();
      await press('Undo');
      expect(inputOf('code')?.value).toBe('HAR-1');
      expect(offers('Save')).toBe(false);
      await press('Correct it');
      expect(inputOf('code')?.value).toBe('TAKEN');
      expect(offers('Save')).toBe(true);
    });

    it('offers only to discard it once the record may only be read', async () => {
      const { world, limit, offers, press, host } = await correct();
      await press('Undo');
      expect(host.querySelector('section.refused')?.textContent).toContain('is already taken');
      limit(true);
      await world.settle(1_000);
      expect([offers('Correct it'), offers('Discard the change')]).toEqual([false, true]);
    });

    it('may be left as long as nothing more was typed', async () => {
      const { page, type } = await correct();
      expect(page.unsaved()).toBe(false);
      await type('FREE', 'code');
      expect(page.unsaved()).toBe(true);
    });
  });
});
