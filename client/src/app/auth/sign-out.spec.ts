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

/** A page with typed text is open; `answer` is what the person says when asked. */
async function open(answer: boolean) {
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
  const page = { unsaved: () => true };
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
