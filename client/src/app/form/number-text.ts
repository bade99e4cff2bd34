import { inject, Service } from '@angular/core';

import { LOCALE } from '../settings/locale.ts';

/**
 * Numbers as the person's locale writes them, for inputs: shown without grouping, read with it where the groups are
 * rightly placed. `1.200` is 1200 in German and 1.2 in English; `12,50` is no number in English, and never 1250.
 */
@Service()
export class NumberText {
  private readonly locale = inject(LOCALE);
  private readonly grouped = new Intl.NumberFormat(this.locale, { useGrouping: true });
  private readonly digits = Array.from({ length: 10 }, (_, digit) => this.grouped.format(digit));
  private readonly group = this.partOf('group') ?? '';
  private readonly decimal = this.partOf('decimal') ?? '.';

  /** `12.50`, as JavaScript writes it, in the locale's form: `12,50` in German. */
  localize(plain: string): string {
    return plain.replace('.', this.decimal).replace(/\d/g, (digit) => this.digits[Number(digit)] ?? digit);
  }

  /** The number that the text means; undefined where it is none. */
  parse(text: string): number | undefined {
    const plain = this.plain(text);
    return plain === undefined ? undefined : Number(plain);
  }

  /** The same number as it was typed, but for the grouping; what is no number stays as it is. */
  ungroup(text: string): string {
    const plain = this.plain(text);
    return plain === undefined ? text : this.localize(plain);
  }

  /** The number as JavaScript writes it, with all digits that were typed. */
  private plain(text: string): string | undefined {
    const [whole = '', fraction = '', ...more] = this.latin(text.trim()).split(this.decimal);
    const sign = whole.startsWith('-') ? '-' : '';
    const typed = whole.slice(sign.length);
    const digits = this.group ? typed.replaceAll(this.group, '') : typed;
    if (more.length > 0 || !/^\d+$/.test(digits + fraction)) return undefined;
    if (typed !== digits && typed !== this.latin(this.grouped.format(BigInt(digits)))) return undefined;
    return `${sign}${digits || '0'}${fraction && `.${fraction}`}`;
  }

  /** With the digits, the minus and the spaces that most keyboards have, whichever the locale writes. */
  private latin(text: string): string {
    return this.digits
      .reduce((latin, digit, index) => latin.replaceAll(digit, String(index)), text)
      .replace(/[\u200e\u200f\u061c]/g, '')
      .replace(/\s/g, ' ')
      .replace(/\u2212/g, '-')
      .replace(/\u2019/g, "'");
  }

  private partOf(type: 'group' | 'decimal'): string | undefined {
    const part = this.grouped.formatToParts(1_234_567.5).find((it) => it.type === type);
    return part && this.latin(part.value);
  }
}
