import { Service } from '@angular/core';
import { NativeDateAdapter } from '@angular/material/core';

import { dayOf } from '../display/calendar-day.ts';

/**
 * Calendar days for Material's date picker: shows and reads them as the locale writes them in numbers, and as
 * `YYYY-MM-DD`. The native adapter's own parser reads 3/4/2026 as March everywhere.
 */
@Service({ autoProvided: false })
export class DayAdapter extends NativeDateAdapter {
  override parse(value: unknown): Date | null {
    if (typeof value !== 'string' || value.trim() === '') return null;
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(value.trim());
    if (iso) return this.day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
    const numbers = value.match(/\d+/g)?.map(Number) ?? [];
    const order = new Intl.DateTimeFormat(this.locale)
      .formatToParts(new Date(2026, 10, 22))
      .map((part) => part.type)
      .filter((type) => type === 'year' || type === 'month' || type === 'day');
    const part = (type: 'year' | 'month' | 'day') => numbers[order.indexOf(type)];
    const [year, month, day] = [part('year'), part('month'), part('day')];
    if (year === undefined || month === undefined || day === undefined || numbers.length !== 3) return this.invalid();
    return this.day(year < 100 ? year + 2_000 : year, month, day);
  }

  private day(year: number, month: number, day: number): Date {
    const date = dayOf(year, month, day);
    const exists = year >= 1 && year <= 9_999 && date.getMonth() === month - 1 && date.getDate() === day;
    return exists ? date : this.invalid();
  }
}
