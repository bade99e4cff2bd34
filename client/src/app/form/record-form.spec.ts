import { TestBed } from '@angular/core/testing';
import { DateAdapter, MAT_DATE_FORMATS, MAT_NATIVE_DATE_FORMATS } from '@angular/material/core';
import { provideRouter } from '@angular/router';
import { ENTITIES, Expense, Project } from '@tidemark/entities';
import { SyncTestWorld } from '@tidemark/sync-angular/testing';

import { SAMPLE_PROJECT } from '../testing/sample-project.ts';
import { DayAdapter } from './day-adapter.ts';
import { RecordForm } from './record-form.ts';

async function open(entity = Project as (typeof ENTITIES)[number], row: Record<string, unknown> = SAMPLE_PROJECT) {
  const world = new SyncTestWorld({ entities: ENTITIES });
  TestBed.configureTestingModule({
    providers: [
      world.provide(),
      provideRouter([]),
      { provide: DateAdapter, useClass: DayAdapter },
      { provide: MAT_DATE_FORMATS, useValue: MAT_NATIVE_DATE_FORMATS },
    ],
  });
  const fixture = TestBed.createComponent(RecordForm);
  fixture.componentRef.setInput('entity', entity);
  fixture.componentRef.setInput('row', row);
  const submitted: Record<string, unknown>[] = [];
  fixture.componentInstance.submitted.subscribe((fields) => submitted.push(fields));
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const input = (name: string) => {
    const element = host.querySelector<HTMLInputElement>(`[data-field="${name}"] input`);
    if (!element) throw new Error(`no input for ${name}`);
    return element;
  };
  const type = async (name: string, text: string) => {
    input(name).value = text;
    input(name).dispatchEvent(new Event('input'));
    input(name).dispatchEvent(new Event('blur'));
    await fixture.whenStable();
  };
  return { world, fixture, host, input, type, submitted, form: fixture.componentInstance };
}

describe('RecordForm', () => {
  it('hands out the changed fields only', async () => {
    const { type, form, submitted } = await open();
    await type('name', 'Harbour, phase 2');
    expect(form.changed()).toEqual(['name']);
    form.submit();
    expect(submitted).toEqual([{ name: 'Harbour, phase 2' }]);
  });

  it('says in words what is wrong, and hands nothing out', async () => {
    const { type, form, submitted, host, fixture } = await open();
    await type('name', '   ');
    await type('code', 'x'.repeat(21));
    form.submit();
    await fixture.whenStable();
    expect(submitted).toEqual([]);
    expect(host.textContent).toContain('Name is needed');
    expect(host.textContent).toContain('Code must be at most 20 characters');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('2 fields need correcting');
    await type('name', 'Harbour');
    expect(host.querySelector('[role=alert]')?.textContent).toContain('One field needs correcting');
    await type('code', 'HAR-1');
    expect(host.querySelector('[role=alert]')?.textContent.trim()).toBe('');
  });

  it('looks at the second of two days again when the first is corrected', async () => {
    const { type, host, form, submitted } = await open(Project, {
      ...SAMPLE_PROJECT,
      startOn: '2026-11-20',
      dueOn: '2026-11-25',
    });
    await type('dueOn', '11/10/2026');
    form.submit();
    await type('startOn', '11/01/2026');
    expect(host.textContent).not.toContain('must not be before');
    form.submit();
    expect(submitted).toEqual([{ startOn: '2026-11-01', dueOn: '2026-11-10' }]);
  });

  it('follows the row in untouched fields, and keeps what was typed in touched ones', async () => {
    const { fixture, input, type, host } = await open();
    await type('name', 'Mine');
    fixture.componentRef.setInput('row', { ...SAMPLE_PROJECT, name: 'Theirs', code: 'HAR-2' });
    await fixture.whenStable();
    expect(input('name').value).toBe('Mine');
    expect(input('code').value).toBe('HAR-2');
    expect(host.textContent).toContain('Meanwhile changed to “Theirs”.');
    const take = [...host.querySelectorAll('button')].find((it) => it.textContent?.trim() === 'Take it');
    take?.click();
    await fixture.whenStable();
    expect(input('name').value).toBe('Theirs');
    expect(host.textContent).not.toContain('Meanwhile');
  });

  it('shows the beginning of a long text of the other side', async () => {
    const { fixture, type, host } = await open();
    await type('name', 'Mine');
    fixture.componentRef.setInput('row', { ...SAMPLE_PROJECT, name: `${'x'.repeat(119)} and so on` });
    await fixture.whenStable();
    expect(host.textContent).toContain(`Meanwhile changed to “${'x'.repeat(119)}…”.`);
  });

  it('says so where the currency changes under an amount that was typed', async () => {
    const { fixture, type, host } = await open(Project, { ...SAMPLE_PROJECT, budget: 500 });
    await type('budget', '50');
    fixture.componentRef.setInput('row', { ...SAMPLE_PROJECT, budget: 500, currency: 'USD' });
    await fixture.whenStable();
    expect(host.querySelector('[data-field="budget"]')?.textContent).toContain('Meanwhile changed to “$500.00”.');
    fixture.componentRef.setInput('row', { ...SAMPLE_PROJECT, budget: 500, currency: 'USD', name: 'Theirs' });
    await fixture.whenStable();
    expect(host.textContent).toContain('Meanwhile changed to “$500.00”.');
  });

  it('takes what was typed and removed again for no change', async () => {
    const { fixture, input, type, form, host } = await open();
    await type('name', 'Harbour, phase 2');
    await type('name', 'Harbour');
    expect(form.changed()).toEqual([]);
    fixture.componentRef.setInput('row', { ...SAMPLE_PROJECT, name: 'Theirs' });
    await fixture.whenStable();
    expect(input('name').value).toBe('Theirs');
    expect(host.textContent).not.toContain('Meanwhile');
  });

  it('calls a number that cannot be read an error, and does not erase the stored one', async () => {
    const { input, type, form, submitted, host, fixture } = await open(Project, { ...SAMPLE_PROJECT, budget: 500 });
    await type('budget', '12,50');
    form.submit();
    await fixture.whenStable();
    expect(submitted).toEqual([]);
    expect(host.textContent).toContain('Budget is not a number; write 12.50');
    expect(input('budget').value).toBe('12,50');
    await type('budget', '1,501.50');
    expect(input('budget').value).toBe('1501.50');
    form.submit();
    expect(submitted).toEqual([{ budget: 1_501.5 }]);
  });

  it.each(['20.11.2026', '11/20/20266', 'soon'])('says how to write a day where it cannot read %j', async (text) => {
    const { type, form, submitted, host, input } = await open(Expense, { ...SAMPLE_PROJECT, spentOn: '2026-11-19' });
    await type('spentOn', text);
    form.submit();
    expect(submitted).toEqual([]);
    expect(host.querySelector('[data-field="spentOn"]')?.textContent).toContain(
      'is not a date; write it like 11/20/2026',
    );
    expect(input('spentOn').value).toBe(text);
  });

  it('shows what the server said about a field until it is changed', async () => {
    const { fixture, host, type } = await open();
    fixture.componentRef.setInput('problems', { code: 'Code is already taken' });
    await fixture.whenStable();
    expect(host.textContent).toContain('Code is already taken');
    await type('code', 'HAR-9');
    expect(host.textContent).not.toContain('Code is already taken');
  });

  it('starts from a refused write as an edit', async () => {
    const { fixture, form, input } = await open();
    fixture.componentRef.setInput('proposed', { code: 'TAKEN' });
    await fixture.whenStable();
    expect(input('code').value).toBe('TAKEN');
    expect(form.changed()).toEqual(['code']);
  });

  it('gives up all changes', async () => {
    const { form, type, input } = await open();
    await type('name', 'Mine');
    form.reset();
    expect(input('name').value).toBe('Harbour');
    expect(form.changed()).toEqual([]);
  });

  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))(
    'has an input for each field of %s',
    async (_code, entity) => {
      const { host } = await open(entity, {});
      const shown = [...host.querySelectorAll('[data-field]')].map((it) => it.getAttribute('data-field'));
      const declared = Object.entries(entity.fields)
        .filter(([, field]) => !field.secret)
        .map(([name]) => name);
      expect(shown).toEqual(declared);
      for (const element of host.querySelectorAll('[data-field]'))
        expect(element.querySelector('input, textarea, mat-select, button[role=switch]')).not.toBeNull();
    },
  );

  it('keeps a reference whose title is not there, or not to be read, until the person empties it', async () => {
    const row = { ...SAMPLE_PROJECT, customerId: '0198f3a0-0000-7000-8000-000000000000' };
    const { world, input, type, form } = await open(Project, row);
    const passThrough = () => ['focus', 'blur'].forEach((it) => input('customerId').dispatchEvent(new Event(it)));
    expect(input('customerId').value).toBe('');
    passThrough();
    await world.settle();
    expect(input('customerId').value).toBe('Not available');
    passThrough();
    await world.settle();
    expect(form.changed()).toEqual([]);
    await type('customerId', '');
    expect(form.changed()).toEqual(['customerId']);
  });
});
