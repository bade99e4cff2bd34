import { ENTITIES } from '@tidemark/entities';
import type { Field } from '@tidemark/entity-model';

import { fromControlValue, toControlValue } from './control-value.ts';

const VALUES: Record<Field['kind'], unknown> = {
  text: 'Harbour',
  richText: '**bold**\n\nmore',
  email: 'a@example.com',
  phone: '+44 20 7946',
  url: 'https://example.com',
  integer: 7,
  decimal: 1.25,
  money: 99.5,
  currency: 'EUR',
  percent: 12.5,
  boolean: true,
  date: '2026-03-29',
  timestamp: '2026-03-29T01:30:00.000Z',
  choice: 'active',
  tags: ['a', 'b'],
  ref: '0198f3a0-0000-7000-8000-000000000000',
};

describe('control values', () => {
  it('come back from the control as they went in, for every field of every entity', () => {
    for (const entity of ENTITIES)
      for (const field of Object.values(entity.fields)) {
        expect(fromControlValue(field, toControlValue(field, VALUES[field.kind]))).toEqual(VALUES[field.kind]);
        if (field.kind !== 'boolean' && !(field.kind === 'tags' && field.required))
          expect(fromControlValue(field, toControlValue(field, null))).toBeNull();
      }
  });

  it('keep every year that a day can have', () => {
    const field: Field = { kind: 'date', required: false, secret: false };
    for (const day of ['0001-01-01', '0099-12-31', '1900-03-01', '2028-02-29', '9999-12-31'])
      expect(fromControlValue(field, toControlValue(field, day))).toBe(day);
  });

  it('take blank text for no value', () => {
    expect(fromControlValue({ kind: 'text', required: false, secret: false }, '   ')).toBeNull();
  });

  it('do not hide a day that was not understood', () => {
    expect(fromControlValue({ kind: 'date', required: false, secret: false }, new Date(Number.NaN))).toBe('invalid');
  });
});
