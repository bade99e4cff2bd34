import type { Field } from './field.ts';

/** Text beyond this many UTF-16 units does not take part in a sort key: records that differ later compare as equal. */
export const SORT_KEY_LENGTH = 120;

/** Sorts after every value: PostgreSQL's ascending order has NULLs last. */
const NULL_KEY = '\uFFFE\uFFFE';

/** Lifts numbers of up to 14 digits and either sign into 16 digits. */
const NUMBER_OFFSET = 1e15;

/**
 * A value as a string that sorts, compared by UTF-16 units as IndexedDB and JavaScript do, exactly as PostgreSQL sorts the
 * column ascending (text by COLLATE "C", that is by code point; NULLs last). Equal values give equal keys; different values
 * give different ones except for text that differs only beyond `SORT_KEY_LENGTH`.
 *
 * Keys never start with U+FFFF, so that it can serve as an upper bound of all. Any value has one, also what a field held
 * while it was of another kind.
 */
export function sortKey(field: Field, value: unknown): string {
  if (value === null || value === undefined) return NULL_KEY;
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return numberKey(Number(value), field.scale ?? 0);
    case 'boolean':
      return value === true ? '1' : '0';
    case 'timestamp':
      return timestampKey(String(value));
    default:
      return textKey(String(value));
  }
}

function numberKey(value: number, scale: number): string {
  return String(Math.round(value * 10 ** scale) + NUMBER_OFFSET).padStart(16, '0');
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d(?::?\d\d)?)?$/;

/** UTC with six digits after the point, whatever precision and offset the text has. */
function timestampKey(value: string): string {
  const [, day, time, fraction = '', offset = 'Z'] = TIMESTAMP.exec(value) ?? [];
  const moment = new Date(`${day}T${time}${offset}`);
  if (Number.isNaN(moment.getTime())) return textKey(value);
  return `${moment.toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}`;
}

/**
 * UTF-16 units sort like code points except that surrogates (D800-DFFF) come before E000-FFFF. Code points from U+FFFE up
 * get the prefix U+FFFE, which puts them behind all others and keeps them in order.
 */
function textKey(value: string): string {
  if (!/[\uD800-\uDFFF\uFFFE\uFFFF]/.test(value)) return value.slice(0, SORT_KEY_LENGTH);
  let key = '';
  for (const character of value) {
    const point = character.codePointAt(0) ?? 0;
    const unit =
      point < 0xfffe
        ? character
        : point > 0xffff
          ? `\uFFFE${character}`
          : point === 0xfffe
            ? '\uFFFE\0'
            : '\uFFFE\u0001';
    if (key.length + unit.length > SORT_KEY_LENGTH) break;
    key += unit;
  }
  return key;
}
