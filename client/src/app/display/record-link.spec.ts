import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { RecordLink } from './record-link.ts';

const ID = '0198f3a0-0000-7000-8000-000000000001';

it('names the record, or says that this browser does not keep it while the server is away', async () => {
  const world = new SyncTestWorld({ entities: ENTITIES });
  world.server.put('customer', ID, { name: 'Harbour Ltd' });
  TestBed.configureTestingModule({ providers: [world.provide(), provideRouter([])] });
  world.goOffline();
  const fixture = TestBed.createComponent(RecordLink);
  fixture.componentRef.setInput('entityCode', 'customer');
  fixture.componentRef.setInput('id', ID);
  const text = () => (fixture.nativeElement as HTMLElement).textContent.trim();
  await world.settle();
  expect(text()).toBe('Not kept in this browser');
  world.goOnline();
  await world.settle(60_000);
  expect(text()).toBe('Harbour Ltd');
});
