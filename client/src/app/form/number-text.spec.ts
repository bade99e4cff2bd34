import { TestBed } from '@angular/core/testing';

import { LOCALE } from '../settings/locale.ts';
import { NumberText } from './number-text.ts';

function numberText(locale: string): NumberText {
  TestBed.configureTestingModule({ providers: [{ provide: LOCALE, useValue: locale }] });
  return TestBed.inject(NumberText);
}

describe('NumberText', () => {
  it.each<[string, string, number | undefined]>([
    ['en-US', '12.50', 12.5],
    ['en-US', '12,50', undefined],
    ['en-US', '0,5', undefined],
    ['en-US', '1.200', 1.2],
    ['en-US', '1,234,567.89', 1_234_567.89],
    ['en-US', '1,23,456', undefined],
    ['en-US', '1.2.3', undefined],
    ['en-US', ' -3 ', -3],
    ['en-US', '.5', 0.5],
    ['en-US', '12.', 12],
    ['en-US', '12e3', undefined],
    ['en-US', '12 €', undefined],
    ['en-US', '.', undefined],
    ['en-US', '-', undefined],
    ['en-IN', '12,34,567', 1_234_567],
    ['de-DE', '12,50', 12.5],
    ['de-DE', '1.234,56', 1_234.56],
    ['de-DE', '1.200', 1_200],
    ['de-DE', '12.50', undefined],
    ['de-CH', "1'200.5", 1_200.5],
    ['fr-FR', '1 234,5', 1_234.5],
    ['sv-SE', '\u22121,5', -1.5],
    ['es-ES', '1.234', 1_234],
    ['ar-EG', '١٬٢٣٤٫٥', 1_234.5],
    ['ar-EG', '1234٫5', 1_234.5],
  ])('in %s reads %j as %p', (locale, text, value) => {
    expect(numberText(locale).parse(text)).toBe(value);
  });

  it.each(['en-US', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE', 'ar-EG', 'fa-IR', 'hi-IN'])(
    'in %s reads what it shows, and what lists and pages show',
    (locale) => {
      const it = numberText(locale);
      const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
      for (const value of [0, -7, 0.000001, 1_234.5, 999_999_999_999.99]) {
        expect(it.parse(it.localize(String(value)))).toBe(value);
        expect(it.parse(grouped.format(value))).toBe(value);
      }
    },
  );

  it('shows numbers as the locale writes them, without grouping', () => {
    expect(numberText('de-DE').localize('-1234.5')).toBe('-1234,5');
  });

  it('takes out the grouping only', () => {
    const it = numberText('en-US');
    expect(it.ungroup('1,200.50')).toBe('1200.50');
    expect(it.ungroup('12,50')).toBe('12,50');
  });
});
