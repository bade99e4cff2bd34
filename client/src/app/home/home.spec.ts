import type * as Angular from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES, Project, Task } from '@tidemark/entities';
import { injectRecord } from '@tidemark/sync-angular';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { refuseLists } from '../testing/refuse-lists.ts';
import { Home } from './home.ts';

// What a canvas shows stands in a table, too. ECharts itself cannot be loaded here.
jest.mock('./e-chart.ts', () => {
  const { Component } = jest.requireActual<typeof Angular>('@angular/core');
  class EChart {}
  Component({ selector: 'app-e-chart', template: '', inputs: ['options'] })(EChart);
  return { EChart };
});

async function open(projects: readonly Readonly<Record<string, unknown>>[], { online = true } = {}) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  if (!online) world.goOffline();
  for (const [index, fields] of projects.entries()) {
    const id = `0198f3a0-0000-7000-8000-${String(index).padStart(12, '0')}`;
    world.server.put('project', id, { code: `P-${index}`, status: 'active', spent: 0, ...fields });
  }
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: { user: () => ({ name: 'Ada Lund', role: 'manager' }) } },
    ],
  });
  const fixture = TestBed.createComponent(Home);
  await world.settle(5_000);
  return fixture.nativeElement as HTMLElement;
}

describe('Home', () => {
  it('compares the budgets of one currency only, the most frequent one, and names it', async () => {
    const host = await open([
      { name: 'Harbour', budget: 200_000, spent: 50_000, currency: 'EUR' },
      { name: 'Shrine', budget: 9_000_000, spent: 1_000_000, currency: 'JPY' },
      { name: 'Bridge', budget: 300_000, spent: 10_000, currency: 'EUR' },
      { name: 'No budget', budget: null, currency: 'JPY' },
    ]);
    const card = host.querySelector('[aria-label="Largest budgets in EUR and what is spent of them"]');
    expect([...(card?.querySelectorAll('th') ?? [])].map((it) => it.textContent)).toEqual(['Bridge', 'Harbour']);
  });

  it('says of every figure of projects that there are more than were counted', async () => {
    const host = await open(
      Array.from({ length: 501 }, (_, index) => ({ name: `Project ${index}`, health: 'at_risk', currency: 'EUR' })),
    );
    const figures = [...host.querySelectorAll('.tile')].map((it) =>
      ['.label', '.figure'].map((part) => it.querySelector(part)?.textContent),
    );
    expect(figures.slice(0, 2)).toEqual([
      ['Active projects', '500+'],
      ['At risk or off track', '500+'],
    ]);
  });
  it('says offline that nothing is kept in this browser, rather than that it is loading', async () => {
    const host = await open([], { online: false });
    expect(host.querySelector('[aria-label="Projects by status"]')?.textContent).toContain('Not kept in this browser');
    expect(host.querySelector('.recent')?.textContent).toContain('Not kept in this browser');
    expect(host.querySelector('.tile .figure')?.textContent).toBe('–');
  });

  describe('where the server refuses lists and this browser keeps a part of them', () => {
    const ID = '0198f3a0-0000-7000-8000-000000000000';

    /** The page, where a project is kept, and a task only if told. */
    async function openPart({ task }: { task: boolean }) {
      const world = new SyncTestWorld({ entities: ENTITIES });
      world.server.put('project', ID, { name: 'Harbour', status: 'active', health: 'on_track', currency: 'EUR' });
      world.server.put('task', ID, { title: 'Site survey', status: 'todo', dueOn: null });
      refuseLists(world);
      TestBed.configureTestingModule({
        providers: [
          world.provide(),
          provideRouter([]),
          { provide: AuthSession, useValue: { user: () => ({ name: 'Ada Lund', role: 'manager' }) } },
        ],
      });
      TestBed.runInInjectionContext(() => {
        injectRecord(Project, () => ID);
        if (task) injectRecord(Task, () => ID);
      });
      await world.settle();
      const host = TestBed.createComponent(Home).nativeElement as HTMLElement;
      await world.settle(5_000);
      const figures = () => [...host.querySelectorAll('.figure')].map((it) => it.textContent);
      return { host, figures };
    }

    it('shows no figure as long as there is nothing to count it from, and says why', async () => {
      const { host, figures } = await openPart({ task: false });
      expect(figures()).toEqual(['–', '–', '–', '–']);
      expect(host.querySelector('[aria-label="Projects by status"]')?.textContent).toContain('could not be asked');
      expect(host.querySelector('.recent')?.textContent).toContain('The server could not be asked');
      expect(host.querySelector('.recent')?.textContent).not.toContain('Harbour');
    });

    it('says that figures may be incomplete, and shows no 0 that is not known', async () => {
      const { host, figures } = await openPart({ task: true });
      expect(figures()).toEqual(['1+', '–', '1+', '–']);
      expect(host.querySelector('.banner')?.textContent).toContain('may be incomplete');
    });
  });
});
