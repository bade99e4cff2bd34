import fc from 'fast-check';

import { defineEntity } from './define-entity.ts';
import { fieldErrors } from './field-errors.ts';
import { boolean, choice, currency, date, decimal, email, integer, money, percent, phone } from './fields.ts';
import { ref, required, richText, tags, text, timestamp, url } from './fields.ts';
import { inputSchema } from './input-schema.ts';
import { patchSchema } from './patch-schema.ts';

const Sample = defineEntity({
  code: 'sample',
  area: 'goods',
  icon: 'science',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text({ max: 10 })),
    note: text({ max: 10 }),
    body: richText({ max: 20 }),
    email: email(),
    phone: phone(),
    website: url(),
    count: integer({ min: 0 }),
    weight: decimal({ scale: 3 }),
    price: money({ min: 0 }),
    currency: currency({ default: 'EUR' }),
    share: percent(),
    isRare: boolean(),
    startOn: date(),
    endOn: date(),
    seenTs: timestamp(),
    state: choice(['new', 'old'], { default: 'new' }),
    labels: tags(),
    ownerId: ref('employee'),
  },
  ordered: [['startOn', 'endOn']],
});

const ID = '0190c3a0-0000-7000-8000-000000000001';

/** What a patch of one field is told, or 'ok'. */
function verdict(field: string, value: unknown): string {
  const result = patchSchema(Sample).safeParse({ [field]: value });
  if (result.success) return 'ok';
  const errors = fieldErrors(result.error);
  expect(errors.map((error) => error.field)).toEqual(errors.map(() => expect.stringMatching(`^${field}(\\.|$)`)));
  return errors[0]?.message ?? '';
}

describe('an input', () => {
  it('needs the required fields that have no default, and takes an id', () => {
    expect(inputSchema(Sample).parse({ id: ID.toUpperCase(), name: 'Salt' })).toEqual({ id: ID, name: 'Salt' });
    const { error } = inputSchema(Sample).safeParse({ note: 'x' });
    expect(error && fieldErrors(error)).toEqual([{ field: 'name', message: 'is required' }]);
  });

  it.each([['version'], ['createdTs'], ['updatedTs'], ['owner'], ['constructor']])('may not name %s', (name) => {
    const { error } = inputSchema(Sample).safeParse({ name: 'Salt', [name]: 1 });
    expect(error && fieldErrors(error)).toEqual([{ field: name, message: 'is no field of this entity' }]);
  });

  it('may not carry a prototype', () => {
    const { error } = inputSchema(Sample).safeParse(JSON.parse('{"name":"Salt","__proto__":{"admin":true}}'));
    expect(error && fieldErrors(error)).toEqual([{ field: '__proto__', message: 'is no field of this entity' }]);
  });

  it.each([[null], [[]], ['x'], [42], [undefined]])('is an object, not %j', (value) => {
    expect(inputSchema(Sample).safeParse(value).success).toBe(false);
  });

  it('keeps ordered fields in order', () => {
    const { error } = inputSchema(Sample).safeParse({ name: 'Salt', startOn: '2026-03-02', endOn: '2026-03-01' });
    expect(error && fieldErrors(error)).toEqual([{ field: 'endOn', message: 'must not be before Start on' }]);
  });

  it('is the same schema each time it is asked for', () => {
    expect(inputSchema(Sample)).toBe(inputSchema(Sample));
  });
});

describe('a patch', () => {
  it('clears optional fields with null, and only those', () => {
    expect(patchSchema(Sample).parse({ note: null, startOn: null })).toEqual({ note: null, startOn: null });
    expect(verdict('name', null)).toBe('must not be empty');
    expect(verdict('state', null)).toBe('must not be empty');
  });

  it('may not change the id or the version', () => {
    expect(verdict('id', ID)).toBe('is no field of this entity');
    expect(verdict('version', 2)).toBe('is no field of this entity');
  });

  const accepted: [string, unknown][] = [
    ['name', 'Käse 🧀 x'],
    ['name', '🧀'.repeat(10)],
    ['body', 'two\nlines'],
    ['email', 'grete@example.com'],
    ['phone', '+49 (30) 123-4.5/6'],
    ['website', 'https://example.com/a?b=c'],
    ['count', 2_147_483_647],
    ['weight', 0.125],
    ['price', 999_999_999_999.99],
    ['price', 0.07],
    ['price', 1.1],
    ['share', 100],
    ['startOn', '2024-02-29'],
    ['seenTs', '2026-01-31T23:59:59.123456Z'],
    ['seenTs', '2026-01-31T23:59:59+02:00'],
    ['seenTs', '2026-01-31T23:59:59-15:59'],
    ['labels', []],
    ['labels', ['a', 'A']],
    ['ownerId', ID],
  ];
  it.each(accepted)('takes %s = %j', (field, value) => {
    expect(verdict(field, value)).toBe('ok');
  });

  const refused: [string, unknown, string][] = [
    ['name', '', 'must not be empty'],
    ['name', '   ', 'must not be empty'],
    ['name', 'x'.repeat(11), 'must be at most 10 characters'],
    ['name', 'a\0b', 'must not contain NUL or broken characters'],
    ['name', 'a\uD800b', 'must not contain NUL or broken characters'],
    ['name', 7, 'must be text'],
    ['body', 'x'.repeat(21), 'must be at most 20 characters'],
    ['email', 'grete@', 'must be an e-mail address'],
    ['phone', 'call me', 'must be a telephone number'],
    ['website', 'https:example.com', 'must be a web address (http:// or https://)'],
    ['website', 'javascript:alert(1)', 'must be a web address (http:// or https://)'],
    ['count', 1.5, 'must be a whole number'],
    ['count', -1, 'must be at least 0'],
    ['count', 2_147_483_648, 'must be at most 2147483647'],
    ['count', 2 ** 53 + 2, 'must be a whole number'],
    ['count', '5', 'must be a whole number'],
    ['weight', 0.0001, 'must have at most 3 digits after the point'],
    ['weight', 1e14, 'must be at most 99999999999.999'],
    ['price', Number.NaN, 'must be a number'],
    ['price', Number.POSITIVE_INFINITY, 'must be a number'],
    ['price', 0.001, 'must have at most 2 digits after the point'],
    ['currency', 'EURO', 'must be one of EUR'],
    ['currency', 'eur', 'must be one of EUR'],
    ['share', 100.01, 'must be at most 100'],
    ['isRare', 'true', 'must be true or false'],
    ['startOn', '2026-02-30', 'must be a day as YYYY-MM-DD'],
    ['startOn', '2026-2-3', 'must be a day as YYYY-MM-DD'],
    ['startOn', '0000-01-01', 'must be in year 1 or later'],
    ['seenTs', '2026-02-30T00:00:00Z', 'must be a point in time'],
    ['seenTs', '2026-02-03', 'must be a point in time'],
    ['seenTs', '2026-02-03T00:00:00+16:00', 'must have a time zone of less than 16 hours'],
    ['state', 'unknown', 'must be one of new, old'],
    ['labels', ['a', 'a'], 'must not name a label twice'],
    ['labels', [''], 'must not be empty'],
    ['labels', ['x'.repeat(41)], 'must be at most 40 characters'],
    ['labels', Array.from({ length: 21 }, (_, index) => `l${index}`), 'must be at most 20 labels'],
    ['ownerId', 'x', 'must be a UUID'],
  ];
  it.each(refused)('refuses %s = %j', (field, value, message) => {
    expect(verdict(field, value)).toContain(message);
  });
});

describe('whatever comes in', () => {
  const fields = Object.keys(Sample.fields);

  it('is refused with paths, or gives only declared fields, and nothing ever throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...fields, 'id', '__proto__'), fc.string()), fc.anything()),
        (input) => {
          const result = inputSchema(Sample).safeParse(input);
          if (result.success) return Object.keys(result.data).every((name) => name === 'id' || fields.includes(name));
          return fieldErrors(result.error).length > 0;
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('a number passes exactly when numeric(14, 2) holds it', () => {
    const cents = fc.maxSafeInteger().map((value) => value / 100);
    fc.assert(
      fc.property(fc.oneof(cents, fc.double(), fc.integer()), (value) => {
        const held = /^\d{1,12}(\.\d{1,2})?$/.test(String(value)); // the shortest digits that mean this number
        return (verdict('price', value) === 'ok') === held;
      }),
      { numRuns: 2_000 },
    );
  });
});
