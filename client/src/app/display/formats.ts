import { inject, Service } from '@angular/core';
import { type Field, sentenceCase } from '@tidemark/entity-model';

import { LOCALE } from '../settings/locale.ts';

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Writes values the way the person's locale does. Formatters are made once: making one costs more than using it. */
@Service()
export class Formats {
  private readonly locale = inject(LOCALE);
  /** Words, unlike the others: in the language of the sentence that they stand in. */
  private readonly relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  private readonly days = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  private readonly moments = new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' });
  private readonly exact = new Intl.DateTimeFormat(this.locale, { dateStyle: 'full', timeStyle: 'medium' });
  private readonly numbers = new Map<string, Intl.NumberFormat>();

  /** A field's value as text; the row gives a money amount its currency. Empty text for no value. */
  value(field: Field, value: unknown, row: Readonly<Record<string, unknown>>): string {
    if (value === null || value === undefined || value === '') return '';
    switch (field.kind) {
      case 'money':
        return this.money(Number(value), String(row[field.currencyField ?? 'currency'] ?? ''));
      case 'integer':
        return isYear(field) ? String(value) : this.number(Number(value), 0);
      case 'decimal':
        return this.number(Number(value), field.scale ?? 2);
      case 'percent':
        return `${this.number(Number(value), field.scale ?? 2)} %`;
      case 'boolean':
        return value === true ? 'Yes' : 'No';
      case 'date':
        return this.day(String(value));
      case 'timestamp':
        return this.moment(String(value));
      case 'choice':
        return sentenceCase(String(value));
      case 'tags':
        return Array.isArray(value) ? value.join(', ') : String(value);
      default:
        return String(value);
    }
  }

  /** A calendar day (`YYYY-MM-DD`); it has no zone, so it is never shifted by one. */
  day(value: string): string {
    const time = Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
    return Number.isNaN(time) ? value : this.days.format(time);
  }

  moment(value: string): string {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : this.moments.format(time);
  }

  exactMoment(value: string): string {
    const time = Date.parse(value);
    return Number.isNaN(time) ? value : this.exact.format(time);
  }

  /** "3 minutes ago", "in 2 days"; "just now" within the minute. */
  ago(value: string, nowMs: number): string {
    const seconds = (Date.parse(value) - nowMs) / 1_000;
    if (Number.isNaN(seconds)) return value;
    for (const [unit, length] of UNITS) {
      if (Math.abs(seconds) >= length) return this.relative.format(Math.round(seconds / length), unit);
    }
    return 'just now';
  }

  number(value: number, maximumFractionDigits = 2): string {
    return this.formatter(`n${maximumFractionDigits}`, { maximumFractionDigits }).format(value);
  }

  /** Short form for charts and tiles: "1.2M". */
  compact(value: number): string {
    return this.formatter('compact', { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  }

  money(value: number, currency: string): string {
    if (!/^[A-Z]{3}$/.test(currency)) return this.number(value);
    return this.formatter(currency, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).format(value);
  }

  private formatter(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    let formatter = this.numbers.get(key);
    if (!formatter) this.numbers.set(key, (formatter = new Intl.NumberFormat(this.locale, options)));
    return formatter;
  }
}

/** What always has four digits is no amount: nobody writes 2,026. */
function isYear({ min = 0, max = Number.POSITIVE_INFINITY }: Field): boolean {
  return min >= 1_000 && max <= 9_999;
}
