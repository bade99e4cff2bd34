import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, convertToParamMap, provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';
import { of } from 'rxjs';

import { AuthSession } from '../auth/auth-session.ts';
import { refuseLists } from '../testing/refuse-lists.ts';
import { RecordsPage } from './records-page.ts';

function open(role: Role, entityCode: string, address: Readonly<Record<string, string>> = {}) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  const params = convertToParamMap(address);
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
      { provide: ActivatedRoute, useValue: { queryParamMap: of(params), snapshot: { queryParamMap: params } } },
    ],
  });
  const fixture = TestBed.createComponent(RecordsPage);
  fixture.componentRef.setInput('entityCode', entityCode);
  return { world, host: fixture.nativeElement as HTMLElement };
}

it('says offline that nothing of a list is kept here, without counting it, and shows it once the server is there', async () => {
  const { world, host } = open('manager', 'vendor');
  world.goOffline();
  await world.settle();
  expect(host.querySelector('h2')?.textContent).toBe('Nothing kept in this browser yet');
  expect(host.querySelector('.count')?.textContent).toBe('');
  world.goOnline();
  await world.settle(5_000);
  expect(host.querySelector('h2')?.textContent).toBe('No vendors yet');
  expect(host.querySelector('.count')?.textContent).toBe('0');
});

it('says that nothing matches only where the server was asked', async () => {
  const heading = (host: HTMLElement) => host.querySelector('h2')?.textContent.trim();
  const { world, host } = open('manager', 'vendor', { q: 'harbour' });
  await world.settle(5_000);
  expect(heading(host)).toBe('No vendors match');
  TestBed.resetTestingModule();
  const other = open('manager', 'vendor', { q: 'harbour' });
  refuseLists(other.world);
  await other.world.settle(5_000);
  expect(heading(other.host)).toBe('No match kept in this browser');
});

it.each<[Role, string, boolean]>([
  ['manager', 'task', true],
  ['member', 'task', false],
  ['member', 'team', true],
])('an empty list tells a %s that there is no %s, not only none to see: %s', async (role, entityCode, none) => {
  const { world, host } = open(role, entityCode);
  await world.settle(5_000);
  expect(host.querySelector('app-empty-state')?.textContent.includes('None are visible to you.')).toBe(!none);
});
