import { TestBed } from '@angular/core/testing';
import { ENTITIES } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { refuseLists } from '../testing/refuse-lists.ts';
import { ReferenceInput } from './reference-input.ts';

const ID = '0198f3a0-0000-7000-8000-000000000001';

/** A world in which the input is shown by `show`. */
function open() {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({ providers: [world.provide()] });
  const show = async (target: string, label: string, value: string | null = null, writable = false) => {
    const fixture = TestBed.createComponent(ReferenceInput);
    const inputs = { target, label, value, writable };
    for (const [name, given] of Object.entries(inputs)) fixture.componentRef.setInput(name, given);
    const picked = jest.fn();
    fixture.componentInstance.picked.subscribe(picked);
    await world.settle();
    return { picked, input: (fixture.nativeElement as HTMLElement).querySelector('input') as HTMLInputElement };
  };
  return { world, show };
}

it('does not look empty where the title is not kept in this browser, and stays as it is when one tabs through', async () => {
  const { world, show } = open();
  world.server.put('customer', ID, { name: 'Harbour Ltd' });
  world.goOffline();
  const { picked, input } = await show('customer', 'Customer', ID);
  expect(input.value).toBe('Not kept in this browser');
  input.dispatchEvent(new Event('focus'));
  input.dispatchEvent(new Event('blur'));
  expect(picked).not.toHaveBeenCalled();
  world.goOnline();
  await world.settle(60_000);
  expect(input.value).toBe('Harbour Ltd');
});

it('tells suggestions of the same title apart', async () => {
  const { world, show } = open();
  const [id, harbour, bridge] = [ID, ID.replace(/1$/, '2'), ID.replace(/1$/, '3')];
  world.server.put('project', harbour, { name: 'Harbour' });
  world.server.put('project', bridge, { name: 'Bridge' });
  world.server.put('task', id, { title: 'Site survey', projectId: harbour });
  world.server.put('task', ID.replace(/1$/, '4'), { title: 'Site survey', projectId: bridge });
  const { input } = await show('task', 'Task');
  input.dispatchEvent(new Event('focusin'));
  input.dispatchEvent(new Event('focus'));
  await world.settle(5_000);
  const options = [...document.querySelectorAll('mat-option')].map((it) =>
    it.textContent.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(options).toEqual(['Site survey Harbour', 'Site survey Bridge']);
});

it('shows what may only be read as such where the record must be writable, and does not pick it by its title', async () => {
  const { world, show } = open();
  world.server.put('project', ID, { name: 'Harbour' });
  world.server.put('project', ID.replace(/1$/, '2'), { name: 'Bridge' });
  world.server.setReadOnly('ada', 'project', ID, { readOnly: true });
  const { picked, input } = await show('project', 'Project', null, true);
  input.dispatchEvent(new Event('focusin'));
  input.dispatchEvent(new Event('focus'));
  await world.settle(5_000);
  const options = [...document.querySelectorAll('mat-option')].map((it) => [
    it.textContent.replaceAll(/\s+/g, ' ').trim(),
    it.getAttribute('aria-disabled'),
  ]);
  expect(options).toEqual([
    ['Bridge', 'false'],
    ['Harbour Read only', 'true'],
  ]);
  input.value = 'Harbour';
  input.dispatchEvent(new Event('input'));
  await world.settle(5_000);
  input.dispatchEvent(new Event('blur'));
  expect(picked).not.toHaveBeenCalled();
});

it('does not say that there is nothing where the server gave no answer', async () => {
  const { world, show } = open();
  refuseLists(world);
  world.server.put('customer', ID, { name: 'Harbour Ltd' });
  const { input } = await show('customer', 'Customer');
  input.dispatchEvent(new Event('focusin'));
  input.dispatchEvent(new Event('focus'));
  await world.settle(5_000);
  const options = [...document.querySelectorAll('mat-option')].map((it) => it.textContent.trim());
  expect(options).toEqual(['The server could not be asked']);
});

it('takes a title that was typed in full, unless two have it', async () => {
  const { world, show } = open();
  world.server.put('employee', ID, { name: 'Ada Lindqvist' });
  for (const other of ['2', '3']) world.server.put('employee', ID.replace(/1$/, other), { name: 'Tom Berg' });
  const { picked, input } = await show('employee', 'Employee');
  const typeAndLeave = async (text: string) => {
    input.dispatchEvent(new Event('focus'));
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await world.settle(5_000);
    input.dispatchEvent(new Event('blur'));
    await world.settle();
  };
  await typeAndLeave('Ada');
  await typeAndLeave('Tom Berg');
  expect(picked).not.toHaveBeenCalled();
  await typeAndLeave('ada lindqvist ');
  expect(picked).toHaveBeenCalledWith(ID);
  expect(input.value).toBe('Ada Lindqvist');
});
