import { TestBed } from '@angular/core/testing';
import { Project } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';

import { FilterBar } from './filter-bar.ts';

/** Longer than typing takes to settle. */
const SETTLED_MS = 250;

const entity: EntityDefinition = { ...Project, filter: [] };

async function open() {
  const fixture = TestBed.createComponent(FilterBar);
  fixture.componentRef.setInput('entity', entity);
  const address = async (search: string) => {
    fixture.componentRef.setInput('query', { filters: {}, search, sort: '' });
    await fixture.whenStable();
  };
  await address('');
  const searches: string[] = [];
  fixture.componentInstance.changed.subscribe(({ search }) => searches.push(search));
  const input = (fixture.nativeElement as HTMLElement).querySelector('input');
  if (!input) throw new Error('no search box');
  const type = (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };
  const settle = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  return { input, type, settle, address, searches };
}

describe('FilterBar', () => {
  it('keeps what is typed while the address follows what was typed before', async () => {
    const { input, type, settle, address, searches } = await open();
    type('har');
    await settle();
    expect(searches).toEqual(['har']);
    type('harb');
    await address('har');
    expect(input.value).toBe('harb');
    await settle();
    expect(searches).toEqual(['har', 'harb']);
  });

  it('shows a search that the address got from elsewhere', async () => {
    const { input, settle, address, searches } = await open();
    await address('harbour');
    expect(input.value).toBe('harbour');
    await settle();
    expect(searches).toEqual([]);
  });

  it('searches the same text again after it was cleared', async () => {
    const { input, type, settle, address, searches } = await open();
    type('har');
    await settle();
    await address('har');
    await address('');
    expect(input.value).toBe('');
    type('har');
    await settle();
    expect(searches).toEqual(['har', 'har']);
  });
});
