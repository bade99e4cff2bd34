import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { Title } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { ENTITIES } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { AuthSession } from '../auth/auth-session.ts';
import { DayAdapter } from '../form/day-adapter.ts';
import { RecordPage } from './record-page.ts';

const ID = '0198f3a0-0000-7000-8000-000000000000';

async function open() {
  const world = new SyncTestWorld({ entities: ENTITIES });
  world.server.put('project', ID, { name: 'Harbour', code: 'HAR-1', status: 'active' });
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: AuthSession, useValue: { user: () => ({ role: 'manager' }) } },
      { provide: DateAdapter, useClass: DayAdapter },
      { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
    ],
  });
  const fixture = TestBed.createComponent(RecordPage);
  fixture.componentRef.setInput('entityCode', 'project');
  fixture.componentRef.setInput('id', ID);
  await world.settle();
  const host = fixture.nativeElement as HTMLElement;
  const name = () => host.querySelector<HTMLInputElement>('[data-field="name"] input');
  const type = async (text: string) => {
    const input = name();
    if (!input) throw new Error('no input for the name');
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await world.settle();
  };
  const press = async (label: string) => {
    [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === label)?.click();
    await world.settle();
  };
  return { world, fixture, host, name, type, press };
}

describe('RecordPage', () => {
  it('keeps what was typed on a record that somebody deletes, until it is dropped', async () => {
    const { world, fixture, host, name, type, press } = await open();
    await type('Half typed');
    world.server.remove('project', ID);
    await world.settle(1_000);
    expect(name()?.value).toBe('Half typed');
    expect(host.textContent).toContain('This project was deleted, or you may no longer see it');
    expect(host.querySelector('.facts')?.textContent.trim()).toBe('No longer available');
    expect([...host.querySelectorAll('button')].map((it) => it.textContent?.trim())).not.toContain('Save');
    expect(fixture.componentInstance.unsaved()).toBe(true);
    await press('Drop it');
    expect(name()).toBeNull();
    expect(host.textContent).toContain('There is no such project');
    expect(fixture.componentInstance.unsaved()).toBe(false);
  });

  it('says that a record is gone where nothing was typed, in the title too', async () => {
    const { world, host } = await open();
    expect(TestBed.inject(Title).getTitle()).toBe('Harbour · Project · Tidemark');
    world.server.remove('project', ID);
    await world.settle(1_000);
    expect(host.textContent).toContain('There is no such project');
    expect(TestBed.inject(Title).getTitle()).toBe('Not found · Tidemark');
  });

  it('finds the record of an address in capitals', async () => {
    const { world, fixture, name } = await open();
    fixture.componentRef.setInput('id', ID.toUpperCase());
    await world.settle();
    expect(name()?.value).toBe('Harbour');
  });

  it('says offline that a record is not kept here, instead of waiting for it', async () => {
    const { world, fixture, host } = await open();
    world.goOffline();
    fixture.componentRef.setInput('id', '0198f3a0-0000-7000-8000-000000000001');
    await world.settle();
    expect(host.textContent).toContain('Not kept in this browser');
    expect(host.textContent).not.toContain('There is no such project');
    world.server.put('project', '0198f3a0-0000-7000-8000-000000000001', { name: 'Later', code: 'L', status: 'active' });
    world.goOnline();
    await world.settle(5_000);
    expect(host.querySelector('h1')?.textContent).toBe('Later');
  });
});
