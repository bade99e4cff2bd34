import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { type ActivatedRouteSnapshot, provideRouter, Router, type RouterStateSnapshot } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { injectSync } from '@tidemark/sync-angular';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';
import { of } from 'rxjs';

import { unsavedGuard } from '../record/unsaved-guard.ts';
import { UnsavedText } from '../record/unsaved-text.ts';
import { AuthSession } from './auth-session.ts';
import { SignOut } from './sign-out.ts';

/** The browser's other tabs: one of them, if it is said to hold unsaved text, answers. */
class OtherTabs {
  static areUnsaved = false;
  onmessage: ((event: { data: string }) => void) | null = null;

  postMessage(message: string): void {
    if (OtherTabs.areUnsaved && message !== 'yes') queueMicrotask(() => this.onmessage?.({ data: 'yes' }));
  }

  close(): void {
    this.onmessage = null;
  }
}

/** A page with typed text is open, unless told; `answer` is what the person says when asked. */
async function open(answer: boolean, { typed = true } = {}) {
  globalThis.BroadcastChannel = OtherTabs as never;
  const world = new SyncTestWorld({ entities: ENTITIES });
  const user = signal<{ id: string } | null>({ id: 'ada' });
  const session = {
    user,
    signOut: jest.fn(() => {
      user.set(null);
      return Promise.resolve();
    }),
  };
  const dialog = { open: jest.fn(() => ({ afterClosed: () => of(answer) })) };
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: session },
      { provide: MatDialog, useValue: dialog },
    ],
  });
  const page = { unsaved: () => typed };
  const sync = TestBed.runInInjectionContext(() => {
    TestBed.inject(UnsavedText).guard(page);
    return injectSync();
  });
  const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  const leave = () =>
    TestBed.runInInjectionContext(() =>
      unsavedGuard(page, {} as ActivatedRouteSnapshot, {} as RouterStateSnapshot, {} as RouterStateSnapshot),
    );
  await world.settle();
  return { session, dialog, sync, navigate, leave, signOut: TestBed.inject(SignOut) };
}

describe('signing out', () => {
  it('asks about typed text before anything is wiped', async () => {
    const { session, dialog, sync, navigate, signOut } = await open(false);
    await signOut.start();
    expect(dialog.open).toHaveBeenCalledTimes(1);
    expect(sync.isOpen()).toBe(true);
    expect(session.signOut).not.toHaveBeenCalled();
    expect(navigate).not.toHaveBeenCalled();
  });

  it('asks about text that was typed in another tab', async () => {
    OtherTabs.areUnsaved = true;
    const { session, dialog, sync, signOut } = await open(false, { typed: false });
    await signOut.start();
    const [, { data }] = dialog.open.mock.calls[0] as unknown as [unknown, { data: { text: string } }];
    expect(data.text).toContain('In another tab you typed something');
    expect(sync.isOpen()).toBe(true);
    expect(session.signOut).not.toHaveBeenCalled();
    OtherTabs.areUnsaved = false;
  });

  it('asks once: the page lets go when nobody is signed in any more', async () => {
    const { session, dialog, sync, navigate, leave, signOut } = await open(true);
    expect(await leave()).toBe(true);
    expect(dialog.open).toHaveBeenCalledTimes(1);
    await signOut.start();
    expect(session.signOut).toHaveBeenCalledTimes(1);
    expect(sync.isOpen()).toBe(false);
    expect(navigate).toHaveBeenCalledWith('/sign-in');
    expect(await leave()).toBe(true);
    expect(dialog.open).toHaveBeenCalledTimes(2);
  });
});
