import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
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
  return { fixture, host: fixture.nativeElement as HTMLElement };
}

/** Whether the browser would ask before it leaves the page. */
function asksBeforeUnload(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}

describe('NewRecordPage', () => {
  it('has the browser ask before typed text is lost, and only then', async () => {
    const { fixture, host } = await open('manager');
    expect(asksBeforeUnload()).toBe(false);
    const input = host.querySelector<HTMLInputElement>('[data-field="name"] input');
    if (!input) throw new Error('no input for the name');
    input.value = 'Half typed';
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    expect(asksBeforeUnload()).toBe(true);
    fixture.destroy();
    expect(asksBeforeUnload()).toBe(false);
  });

  it('says so instead of offering a form to who may not write', async () => {
    const { host } = await open('viewer');
    expect(host.textContent).toContain('You may not create projects');
    expect(host.querySelector('form')).toBeNull();
  });
});
