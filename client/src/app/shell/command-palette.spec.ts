import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { provideRouter, Router } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import type { Role } from '@tidemark/protocol';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { refuseLists } from '../testing/refuse-lists.ts';
import { CommandPalette } from './command-palette.ts';

async function open(role: Role) {
  // Not of jsdom, which lays nothing out.
  Element.prototype.scrollIntoView = () => undefined;
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: MatDialogRef, useValue: { close: () => undefined } },
      { provide: AuthSession, useValue: { user: () => ({ role }) } },
    ],
  });
  const fixture = TestBed.createComponent(CommandPalette);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const input = host.querySelector('input') as HTMLInputElement;
  return {
    world,
    labels: () => [...host.querySelectorAll('[role=option] .label')].map((it) => it.textContent),
    active: () => host.querySelector('[aria-selected=true] .label')?.textContent,
    text: () => host.textContent,
    press: (key: string) => input.dispatchEvent(new KeyboardEvent('keydown', { key })),
    async type(text: string) {
      input.value = text;
      input.dispatchEvent(new Event('input'));
      await new Promise((resolve) => setTimeout(resolve, 300));
      await world.settle(5_000);
    },
  };
}

describe('CommandPalette', () => {
  it('offers a viewer every list and nothing to create', async () => {
    const offered = (await open('viewer')).labels();
    expect(offered).toContain('Projects');
    expect(offered.filter((label) => label.startsWith('New '))).toEqual([]);
  });

  it('offers a member to create what members may write', async () => {
    const offered = (await open('member')).labels();
    expect(offered).toContain('New task');
    expect(offered).not.toContain('New department');
  });

  it('finds records by their titles, and goes there', async () => {
    const { world, labels, text, press, type } = await open('member');
    const id = '0198f3a0-0000-7000-8000-000000000001';
    world.server.put('project', id, { name: 'Harbour lights', code: 'HRB-1' });
    world.server.put('project', id.replace(/1$/, '2'), { name: 'Bridge', code: 'BRG-1' });
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    await type('harbour');
    expect(labels()).toEqual(['Harbour lights']);
    expect(text()).toContain('HRB-1');
    press('Enter');
    expect(navigate).toHaveBeenCalledWith(`/project/${id}`);
    await type('nowhere');
    expect(text()).toContain('Nothing matches “nowhere”.');
  });

  it('claims no more than this browser knows where the server gave no answer', async () => {
    const { world, text, type } = await open('member');
    refuseLists(world);
    await type('nowhere');
    expect(text()).toContain('Nothing in this browser matches “nowhere”.');
  });

  it('stays at the record that the arrows have come to when others come before it', async () => {
    const { world, labels, press, active, type } = await open('member');
    const id = (n: number) => `0198f3a0-0000-7000-8000-00000000000${n}`;
    world.server.put('task', id(1), { title: 'Harbour plan', projectId: id(9) });
    world.server.put('task', id(2), { title: 'Harbour survey', projectId: id(9) });
    await type('harbour');
    press('ArrowDown');
    await world.settle();
    expect(active()).toBe('Harbour survey');
    world.server.put('project', id(3), { name: 'Harbour lights', code: 'HRB-1' });
    await world.settle(5_000);
    expect(labels()).toEqual(['Harbour lights', 'Harbour plan', 'Harbour survey']);
    expect(active()).toBe('Harbour survey');
  });
});
