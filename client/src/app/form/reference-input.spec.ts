import { TestBed } from '@angular/core/testing';
import { ENTITIES } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { ReferenceInput } from './reference-input.ts';

const ID = '0198f3a0-0000-7000-8000-000000000001';

it('does not look empty where the title is not kept in this browser, and stays as it is when one tabs through', async () => {
  const world = new SyncTestWorld({ entities: ENTITIES });
  world.server.put('customer', ID, { name: 'Harbour Ltd' });
  TestBed.configureTestingModule({ providers: [world.provide()] });
  world.goOffline();
  const fixture = TestBed.createComponent(ReferenceInput);
  for (const [name, value] of Object.entries({ target: 'customer', label: 'Customer', value: ID }))
    fixture.componentRef.setInput(name, value);
  const picked = jest.fn();
  fixture.componentInstance.picked.subscribe(picked);
  await world.settle();
  const input = (fixture.nativeElement as HTMLElement).querySelector('input') as HTMLInputElement;
  expect(input.value).toBe('Not kept in this browser');
  input.dispatchEvent(new Event('focus'));
  input.dispatchEvent(new Event('blur'));
  expect(picked).not.toHaveBeenCalled();
  world.goOnline();
  await world.settle(60_000);
  expect(input.value).toBe('Harbour Ltd');
});
