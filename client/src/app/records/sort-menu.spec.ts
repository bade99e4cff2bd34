import { TestBed } from '@angular/core/testing';
import { Task } from '@tidemark/entities';

import { SortMenu } from './sort-menu.ts';

it('marks the order of the list, and turns it round when the same field is chosen again', async () => {
  const fixture = TestBed.createComponent(SortMenu);
  fixture.componentRef.setInput('entity', Task);
  fixture.componentRef.setInput('sort', '');
  fixture.componentInstance.sorted.subscribe((sort) => fixture.componentRef.setInput('sort', sort));
  const items = () => [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')];
  const marked = () =>
    items()
      .filter((it) => it.getAttribute('aria-checked') === 'true')
      .map((it) => it.textContent.replaceAll(/\s+/g, ' ').trim());
  const open = async () => {
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    await fixture.whenStable();
  };
  const choose = async (label: string) => {
    items()
      .find((it) => it.textContent.includes(label))
      ?.click();
    await fixture.whenStable();
    await open();
  };
  await fixture.whenStable();
  await open();
  expect(marked()).toEqual(['arrow_upward Title ascending']);
  await choose('Due');
  expect(marked()).toEqual(['arrow_upward Due ascending']);
  await choose('Due');
  expect(marked()).toEqual(['arrow_downward Due descending']);
  expect(fixture.componentInstance.sort()).toBe('-dueOn');
});
