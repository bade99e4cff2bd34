import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES, Expense, Task } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';
import { injectRecord } from '@tidemark/sync-angular';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { refuseLists } from '../testing/refuse-lists.ts';
import { RelatedList } from './related-list.ts';

const PROJECT = '0198f3a0-0000-7000-8000-000000000000';

function open(role: Role, entity: EntityDefinition = Task, { through = 'projectId', readOnly = false } = {}) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [world.provide(), provideRouter([]), { provide: AuthSession, useValue: { user: () => ({ role }) } }],
  });
  const fixture = TestBed.createComponent(RelatedList);
  const inputs = { entity, through, label: entity.plural, id: PROJECT, readOnly };
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

it.each<[string, EntityDefinition, string, boolean]>([
  ['a task of a project', Task, 'projectId', false],
  ['a task of a milestone', Task, 'milestoneId', true],
  ['an expense of a project', Expense, 'projectId', true],
])('to create %s that may only be read is offered: %s', async (_what, entity, through, offered) => {
  const { world, page } = open('member', entity, { through, readOnly: true });
  await world.settle();
  expect(page.querySelector('[aria-label^="New "]') !== null).toBe(offered);
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

it('does not count what the server gives no answer about, and says that there may be more', async () => {
  const { world, page } = open('member');
  refuseLists(world);
  world.server.put('task', PROJECT, { title: 'Site survey', projectId: PROJECT, status: 'todo' });
  const count = () => page.querySelector('header .muted')?.textContent;
  await world.settle(1_000);
  expect([count(), page.querySelector('ul')?.textContent.trim()]).toEqual(['', 'The server could not be asked']);
  TestBed.runInInjectionContext(() => injectRecord(Task, () => PROJECT));
  await world.settle(1_000);
  expect(count()).toBe('');
  expect(page.querySelector('li:last-child')?.textContent).toContain('There may be more');
});

it('tells records of the same title apart by what they are ordered by, and says how they stand', async () => {
  const { world, page } = open('manager', Expense);
  const taxi = { purpose: 'Taxi', projectId: PROJECT, category: 'travel' };
  world.server.put('expense', PROJECT.replace('0198', '0199'), { ...taxi, spentOn: '2026-03-01', status: 'paid' });
  world.server.put('expense', PROJECT.replace('0198', '019a'), { ...taxi, spentOn: '2026-05-01', status: 'submitted' });
  await world.settle(5_000);
  const shown = [...page.querySelectorAll('li')].map((it) => it.textContent.replaceAll(/\s+/g, ' ').trim());
  expect(shown).toEqual([expect.stringMatching(/^Taxi.*May.*Submitted$/), expect.stringMatching(/^Taxi.*Mar.*Paid$/)]);
});
