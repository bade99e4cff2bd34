import { TestBed } from '@angular/core/testing';
import { Event } from '@tidemark/entities';
import { type Field, SYSTEM_FIELDS } from '@tidemark/entity-model';

import { LOCALE } from '../settings/locale.ts';
import { FieldValue } from './field-value.ts';

async function show(field: Field, value: unknown): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [{ provide: LOCALE, useValue: 'en-GB' }] });
  const fixture = TestBed.createComponent(FieldValue);
  for (const [name, input] of Object.entries({ field, value, row: {} })) fixture.componentRef.setInput(name, input);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('FieldValue', () => {
  const inTenDays = new Date(Date.now() + 10 * 86_400_000);

  it('says of an event the day and the hour', async () => {
    const host = await show(Event.fields.startTs, inTenDays.toISOString());
    const expected = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(inTenDays);
    expect(host.textContent.trim()).toBe(expected);
    expect(host.querySelector('time')?.dateTime).toBe(inTenDays.toISOString());
  });

  it('says of a change how long ago it was', async () => {
    const host = await show(SYSTEM_FIELDS.updatedTs, new Date(Date.now() - 3 * 3_600_000).toISOString());
    expect(host.textContent.trim()).toBe('3 hours ago');
  });
});
