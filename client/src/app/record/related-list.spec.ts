import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES, Task } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { RelatedList } from './related-list.ts';

function open(role: Role) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [world.provide(), provideRouter([]), { provide: AuthSession, useValue: { user: () => ({ role }) } }],
  });
  const fixture = TestBed.createComponent(RelatedList);
  const inputs = { entity: Task, through: 'projectId', label: 'Tasks', id: '0198f3a0-0000-7000-8000-000000000000' };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  return { world, page: fixture.nativeElement as HTMLElement };
}

it.each<[Role, boolean]>([
  ['member', true],
  ['viewer', false],
])('a %s is offered to create a task of the project: %s', async (role, offered) => {
  const { world, page } = open(role);
  await world.settle();
  expect(page.querySelector('[aria-label="New task"]') !== null).toBe(offered);
});

it('says that rows are not kept in this browser, instead of loading for as long as the server is away', async () => {
  const { world, page } = open('member');
  world.goOffline();
  await world.settle();
  expect(page.querySelector('ul')?.textContent).toContain('Not kept in this browser');
  world.goOnline();
  await world.settle(60_000);
  expect(page.querySelector('ul')?.textContent).toContain('None');
});
