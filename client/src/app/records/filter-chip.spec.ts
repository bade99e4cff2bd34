import { TestBed } from '@angular/core/testing';
import { ENTITIES, Project } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { FilterChip } from './filter-chip.ts';

it('filters by numbers that it can read, and says so of what is none', async () => {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({ providers: [world.provide()] });
  const fixture = TestBed.createComponent(FilterChip);
  for (const [name, value] of Object.entries({ name: 'budget', field: Project.fields.budget, value: '500.5..' }))
    fixture.componentRef.setInput(name, value);
  const changed: string[] = [];
  fixture.componentInstance.changed.subscribe((value) => changed.push(value));
  await fixture.whenStable();
  (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
  await fixture.whenStable();
  const sheet = document.querySelector('[role="dialog"]');
  const [from, to] = [...(sheet?.querySelectorAll('input') ?? [])];
  if (!from || !to) throw new Error('no inputs for the range');
  const type = async (input: HTMLInputElement, text: string) => {
    input.value = text;
    for (const event of ['input', 'change', 'blur']) input.dispatchEvent(new Event(event));
    await fixture.whenStable();
  };
  expect(from.value).toBe('500.5');
  await type(to, '12,50');
  expect(changed).toEqual([]);
  expect(sheet?.textContent).toContain('Budget is not a number; write 12.50');
  await type(to, '1,200');
  expect(changed).toEqual(['500.5..1200']);
});
