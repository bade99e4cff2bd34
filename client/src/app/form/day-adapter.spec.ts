import { TestBed } from '@angular/core/testing';
import { MAT_DATE_LOCALE } from '@angular/material/core';

import { DayAdapter } from './day-adapter.ts';

function adapter(locale: string): DayAdapter {
  TestBed.configureTestingModule({ providers: [DayAdapter, { provide: MAT_DATE_LOCALE, useValue: locale }] });
  return TestBed.inject(DayAdapter);
}
const day = (date: Date | null) => date && [date.getFullYear(), date.getMonth() + 1, date.getDate()];

describe('DayAdapter', () => {
  it('reads the order of the locale', () => {
    expect(day(adapter('en-GB').parse('3/4/2026'))).toEqual([2026, 4, 3]);
    TestBed.resetTestingModule();
    expect(day(adapter('en-US').parse('3/4/2026'))).toEqual([2026, 3, 4]);
    TestBed.resetTestingModule();
    expect(day(adapter('de-DE').parse('3.4.26'))).toEqual([2026, 4, 3]);
  });

  it('reads YYYY-MM-DD everywhere', () => {
    const it = adapter('en-US');
    expect(day(it.parse('2026-11-22'))).toEqual([2026, 11, 22]);
    expect(day(it.parse('0050-02-01'))).toEqual([50, 2, 1]);
  });

  it('calls days that do not exist invalid', () => {
    const it = adapter('en-GB');
    for (const text of ['30/02/2026', '2026-02-30', 'tomorrow', '1/2', '1/1/20266', '0000-01-01'])
      expect(Number.isNaN(it.parse(text)?.getTime())).toBe(true);
    expect(it.parse('')).toBeNull();
  });
});
