import { TestBed } from '@angular/core/testing';

import { LOCALE } from '../settings/locale.ts';
import { Formats } from './formats.ts';

function formats(locale: string): Formats {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [{ provide: LOCALE, useValue: locale }] });
  return TestBed.inject(Formats);
}
const field = (kind: string, more: object = {}) => ({ kind, required: false, secret: false, ...more }) as never;

describe('Formats', () => {
  it('writes money in its own currency, as the locale does', () => {
    const money = field('money', { currencyField: 'currency' });
    expect(formats('en-GB').value(money, 1250, { currency: 'EUR' })).toBe('€1,250.00');
    expect(formats('en-GB').value(money, 1250.5, { currency: 'EUR' })).toBe('€1,250.50');
  });

  it('writes money without a currency as a number', () => {
    expect(formats('en-GB').value(field('money'), 12.5, {})).toBe('12.5');
  });

  it('groups the digits of a number, but not those of a year', () => {
    expect(formats('en-GB').value(field('integer', { min: 0, max: 100_000 }), 2026, {})).toBe('2,026');
    expect(formats('en-GB').value(field('integer', { min: 2000, max: 2100 }), 2026, {})).toBe('2026');
  });

  it('never shifts a calendar day by a time zone', () => {
    expect(formats('en-GB').day('2026-01-01')).toBe('1 Jan 2026');
    expect(formats('de-DE').day('2026-12-31')).toContain('31.12.2026');
  });

  it('says how long ago something was, in both directions', () => {
    const it = formats('en-GB');
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(it.ago('2026-11-22T11:59:40Z', now)).toBe('just now');
    expect(it.ago('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago');
    expect(it.ago('2026-11-24T12:00:00Z', now)).toBe('in 2 days');
    expect(it.ago('not a date', now)).toBe('not a date');
    // Words, in the language of the pages around them, whatever the region's dates and numbers look like.
    expect(formats('de-DE').ago('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago');
  });

  it('shows nothing for no value, and words for the rest', () => {
    const it = formats('en-GB');
    expect(it.value(field('text'), null, {})).toBe('');
    expect(it.value(field('boolean'), false, {})).toBe('No');
    expect(it.value(field('choice'), 'in_progress', {})).toBe('In progress');
    expect(it.value(field('percent', { scale: 2 }), 12.5, {})).toBe('12.5 %');
    expect(it.value(field('tags'), ['a', 'b'], {})).toBe('a, b');
  });
});
