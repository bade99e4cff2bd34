import { TestBed } from '@angular/core/testing';
import { Project } from '@tidemark/entities';

import { Api, RefusedRequest } from '../api/api.ts';
import { LOCALE } from '../settings/locale.ts';
import { RecordHistory } from './record-history.ts';

/** Answers that arrive when the test says so, in the order of the questions. */
async function open() {
  const asked: { path: string; answer: (page: unknown) => void; refuse: (error: Error) => void }[] = [];
  const api = {
    get: (path: string) => new Promise((answer, refuse) => asked.push({ path, answer, refuse })),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: Api, useValue: api },
      { provide: LOCALE, useValue: 'en' },
    ],
  });
  const fixture = TestBed.createComponent(RecordHistory);
  const host = fixture.nativeElement as HTMLElement;
  const set = async (inputs: Record<string, unknown>) => {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await settle();
  };
  const settle = async () => {
    fixture.detectChanges();
    await new Promise((resolve) => setTimeout(resolve));
    fixture.detectChanges();
  };
  const tell = async (items: readonly unknown[], nextCursor: string | null = null) => {
    asked.shift()?.answer({ items, nextCursor });
    await settle();
  };
  const answer = (versions: readonly number[], nextCursor?: string) =>
    tell(
      versions.map((version) => entry(version)),
      nextCursor,
    );
  const count = () => host.querySelectorAll('.entries > li').length;
  await set({ entity: Project, id: 'a', version: 2 });
  return { asked, host, set, settle, tell, answer, count };
}

function entry(version: number, action = 'UPDATE', changes: readonly unknown[] = []) {
  return { version, action, at: '2026-11-22T10:00:00Z', actor: null, changes };
}

describe('RecordHistory', () => {
  it('keeps what it shows while newer and older changes are on their way', async () => {
    const { asked, host, set, settle, answer, count } = await open();
    await answer([2, 1], 'older');
    expect(count()).toBe(2);
    await set({ version: 3 });
    expect(count()).toBe(2);
    await answer([3, 2, 1], 'older');
    expect(count()).toBe(3);
    for (const _press of [1, 2]) host.querySelector<HTMLButtonElement>('button.more')?.click();
    await settle();
    expect(count()).toBe(3);
    await answer([3, 2, 1], 'older');
    await answer([0]);
    expect(count()).toBe(4);
    expect(asked).toEqual([]);
  });

  it.each([
    [new RefusedRequest(404, 'There is no such record.'), 'There is no history to show', false],
    [new RefusedRequest(503, 'Try again later.'), 'The history cannot be shown now', true],
    [new TypeError('Failed to fetch'), 'The history cannot be shown now', true],
  ])('after %s says "%s"; to be tried again: %s', async (error, heading, again) => {
    const { asked, host, settle } = await open();
    asked.shift()?.refuse(error);
    await settle();
    expect(host.querySelector('h2')?.textContent).toBe(heading);
    expect(host.textContent.includes('Try again')).toBe(again);
  });

  it('shows every amount in the currency that it had at the time', async () => {
    const { host, set, tell } = await open();
    await set({ row: { currency: 'USD', budget: 300 } });
    await tell([
      entry(4, 'UPDATE', [{ field: 'budget', from: 200, to: 300 }]),
      entry(3, 'UPDATE', [
        { field: 'budget', from: 100, to: 200 },
        { field: 'currency', from: 'EUR', to: 'USD' },
      ]),
      entry(2, 'UPDATE', [{ field: 'budget', from: null, to: 100 }]),
    ]);
    const values = [...host.querySelectorAll('del, ins')].map((it) => it.textContent);
    expect(values).toEqual(['$200.00', '$300.00', '€100.00', '$200.00', 'EUR', 'USD', '(empty)', '€100.00']);
  });

  it('shows a change that comes late in a long text', async () => {
    const { host, tell } = await open();
    const long = 'x'.repeat(400);
    await tell([entry(2, 'UPDATE', [{ field: 'description', from: `${long} old`, to: `${long} new` }])]);
    expect([...host.querySelectorAll('del, ins')].map((it) => it.textContent.slice(-4))).toEqual([' old', ' new']);
  });

  it('says of a record that was deleted that it was restored, not that it was created twice', async () => {
    const { host, tell } = await open();
    await tell([entry(3, 'CREATE'), entry(2, 'DELETE'), entry(1, 'CREATE')]);
    const said = [...host.querySelectorAll('li p')].map((it) => it.textContent.match(/\w+ it\b/)?.[0]);
    expect(said).toEqual(['restored it', 'deleted it', 'created it']);
  });

  it('begins anew with another record', async () => {
    const { asked, host, set, settle, answer, count } = await open();
    await answer([2], 'older');
    host.querySelector<HTMLButtonElement>('button.more')?.click();
    await settle();
    await answer([2], 'older');
    await answer([1]);
    await set({ id: 'b' });
    expect(count()).toBe(0);
    await answer([1]);
    expect(count()).toBe(1);
    expect(asked).toEqual([]);
  });
});
