import type { Field } from './field.ts';
import { boolean, choice, date, integer, money, text, timestamp } from './fields.ts';
import { SORT_KEY_LENGTH, sortKey } from './sort-key.ts';

it('gives a key for every value that a field may have held while it was of another kind', () => {
  const fields: readonly Field[] = [text(), integer(), money(), boolean(), date(), timestamp(), choice(['one', 'two'])];
  const values = ['two', 'x'.repeat(200), '2026-13-45T99:99:99+02:00', '2026-01-01T00:00:00 and more', 7, true, [], {}];
  for (const field of fields) {
    const keys = values.map((value) => sortKey(field, value));
    expect(keys.filter((key) => key.length > SORT_KEY_LENGTH)).toEqual([]);
  }
});
