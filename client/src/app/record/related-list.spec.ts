import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES, Task } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { RelatedList } from './related-list.ts';

it.each<[Role, boolean]>([
  ['member', true],
  ['viewer', false],
])('a %s is offered to create a task of the project: %s', async (role, offered) => {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [world.provide(), provideRouter([]), { provide: AuthSession, useValue: { user: () => ({ role }) } }],
  });
  const fixture = TestBed.createComponent(RelatedList);
  const inputs = { entity: Task, through: 'projectId', label: 'Tasks', id: '0198f3a0-0000-7000-8000-000000000000' };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await world.settle();
  const link = (fixture.nativeElement as HTMLElement).querySelector('[aria-label="New task"]');
  expect(link !== null).toBe(offered);
});
