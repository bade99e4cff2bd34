import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { RecordsPage } from './records-page.ts';

it('says offline that nothing of a list is kept here, without counting it, and shows it once the server is there', async () => {
  const world = new SyncTestWorld({ entities: ENTITIES });
  world.goOffline();
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: { user: () => ({ role: 'manager' }) } },
    ],
  });
  const fixture = TestBed.createComponent(RecordsPage);
  fixture.componentRef.setInput('entityCode', 'vendor');
  await world.settle();
  const host = fixture.nativeElement as HTMLElement;
  expect(host.querySelector('h2')?.textContent).toBe('Nothing kept in this browser yet');
  expect(host.querySelector('.count')?.textContent).toBe('');
  world.goOnline();
  await world.settle(5_000);
  expect(host.querySelector('h2')?.textContent).toBe('No vendors yet');
  expect(host.querySelector('.count')?.textContent).toBe('0');
});
