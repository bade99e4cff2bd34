import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { injectSync } from '@tidemark/sync-angular';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { DayAdapter } from '../form/day-adapter.ts';
import { NewRecordPage } from './new-record-page.ts';

async function open(role: Role, entityCode = 'project') {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
      { provide: DateAdapter, useClass: DayAdapter },
      { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
    ],
  });
  const fixture = TestBed.createComponent(NewRecordPage);
  fixture.componentRef.setInput('entityCode', entityCode);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const type = async (name: string, text: string) => {
    const input = host.querySelector<HTMLInputElement>(`[data-field="${name}"] input`);
    if (!input) throw new Error(`no input for ${name}`);
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  };
  const submit = () => host.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  return { world, fixture, host, type, submit };
}

/** Whether the browser would ask before it leaves the page. */
function asksBeforeUnload(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

describe('NewRecordPage', () => {
  it('has the browser ask before typed text is lost, and only then', async () => {
    const { fixture, type } = await open('manager');
    expect(asksBeforeUnload()).toBe(false);
    await type('name', 'Half typed');
    expect(asksBeforeUnload()).toBe(true);
    fixture.destroy();
    expect(asksBeforeUnload()).toBe(false);
  });

  it('begins in the first field', async () => {
    await open('manager');
    expect(document.activeElement?.closest('[data-field]')?.getAttribute('data-field')).toBe('name');
  });

  it('creates one record, however often it is submitted', async () => {
    const { world, type, submit } = await open('manager', 'customer');
    await type('name', 'Harbour Ltd');
    await type('number', 'C-1');
    const create = jest.spyOn(TestBed.runInInjectionContext(injectSync), 'create');
    submit();
    submit();
    await world.settle();
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('says so instead of offering a form to who may not write', async () => {
    const { host } = await open('viewer');
    expect(host.textContent).toContain('You may not create projects');
    expect(host.querySelector('form')).toBeNull();
  });
});
