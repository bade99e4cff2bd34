import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Event, Task } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';

import { RecordsGrid } from './records-grid.ts';

/** A list whose sorting is what its headers last asked for. */
async function open(entity: EntityDefinition) {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  TestBed.configureTestingModule({ providers: [provideRouter([])] });
  const fixture = TestBed.createComponent(RecordsGrid);
  fixture.componentRef.setInput('entity', entity);
  fixture.componentRef.setInput('views', []);
  fixture.componentInstance.sorted.subscribe((sort) => fixture.componentRef.setInput('sort', sort));
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const header = (label: string) =>
    [...host.querySelectorAll('[role=columnheader]')].find((it) => it.textContent.includes(label));
  return {
    fixture,
    host,
    shown: (label: string) => header(label)?.getAttribute('aria-sort'),
    async press(label: string) {
      header(label)?.querySelector('button')?.click();
      await fixture.whenStable();
      return fixture.componentInstance.sort();
    },
  };
}

describe('the headers of a list', () => {
  it('sort up, down, and back to its own order', async () => {
    const { shown, press } = await open(Task);
    expect([shown('Title'), shown('Due')]).toEqual(['ascending', 'none']);
    expect(await press('Due')).toBe('dueOn');
    expect([shown('Title'), shown('Due')]).toEqual(['none', 'ascending']);
    expect(await press('Due')).toBe('-dueOn');
    expect(await press('Due')).toBe('');
    expect(await press('Title')).toBe('-title');
    expect(await press('Title')).toBe('');
  });

  it('turn round an order of its own that is descending', async () => {
    const { shown, press } = await open(Event);
    expect(shown('Start')).toBe('descending');
    expect(await press('Start')).toBe('startTs');
    expect(await press('Start')).toBe('');
    expect(shown('Start')).toBe('descending');
  });
});

it('keeps the focus on a row that moves, and on its place where the row is gone', async () => {
  const { fixture, host } = await open(Task);
  const show = async (...titles: readonly string[]) => {
    const views = titles.map((title) => ({ row: { id: title, title }, pending: [], refused: [] }));
    fixture.componentRef.setInput('views', views);
    await fixture.whenStable();
  };
  document.body.append(host);
  await show('Anchor', 'Bridge', 'Crane');
  // Without a layout no row is in view; on paper all are.
  globalThis.dispatchEvent(new globalThis.Event('beforeprint'));
  const link = (title: string) =>
    [...host.querySelectorAll<HTMLElement>('a.title')].find((it) => it.textContent === title);
  link('Crane')?.focus();
  expect(document.activeElement).toBe(link('Crane'));
  await show('Crane', 'Anchor', 'Bridge');
  expect(document.activeElement).toBe(link('Crane'));
  await show('Anchor', 'Bridge');
  expect(document.activeElement).toBe(link('Anchor'));
});
