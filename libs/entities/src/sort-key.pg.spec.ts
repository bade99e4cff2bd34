import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import {
  boolean,
  choice,
  date,
  decimal,
  type Field,
  integer,
  money,
  percent,
  SORT_KEY_LENGTH,
  sortKey,
  text,
  timestamp,
} from '@tidemark/entity-model';
import fc from 'fast-check';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
}, 60_000);

afterAll(() => db.drop());

/** Characters from every part of Unicode that sorts differently by UTF-16 units than by code points. */
const character = fc.oneof(
  fc.constantFrom(
    ...'aAbzZ09 _-ÄäßéİıЖ中あ',
    '\u{1F9C0}',
    '\u{1F600}',
    '\u{10FFFF}',
    '\uE000',
    '\uF8FF',
    '\uFE0F',
    '\uFFFD',
    '\uFFFE',
    '\uFFFF',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((it) => it !== '\0'),
);
const words = fc.array(character, { maxLength: 12 }).map((it) => it.join(''));
const cents = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 });
const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });

/** Kind, PostgreSQL type, and values as an image carries them. */
const cases: [string, Field, string, fc.Arbitrary<unknown>][] = [
  ['text', text(), 'varchar(200) COLLATE "C"', words],
  ['choice', choice(['a', 'b']), 'varchar(40) COLLATE "C"', fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/)],
  ['integer', integer(), 'integer', fc.integer()],
  ['decimal', decimal({ scale: 3 }), 'numeric(14, 3)', fc.integer({ min: -9e10, max: 9e10 }).map((it) => it / 1000)],
  ['money', money(), 'numeric(14, 2)', cents.map((it) => it / 100)],
  ['percent', percent(), 'numeric(5, 2)', fc.integer({ min: 0, max: 10_000 }).map((it) => it / 100)],
  ['boolean', boolean(), 'boolean', fc.boolean()],
  ['date', date(), 'date', day.map((it) => it.toISOString().slice(0, 10))],
  ['timestamp', timestamp(), 'timestamptz', day.map((it) => it.toISOString())],
];

describe('sort keys', () => {
  it.each(cases)(
    'of %s sort as PostgreSQL does, NULLs last, and are equal for equal values only',
    async (_, field, type, values) => {
      const sample = fc.sample(fc.option(values), { numRuns: 3_000, seed: 20_260_101 });
      const { rows } = await db.query<{ value: unknown; rank: number }>(
        `SELECT to_jsonb(v) AS value, dense_rank() OVER (ORDER BY v)::int AS rank
       FROM (SELECT (value #>> '{}')::${type} AS v FROM jsonb_array_elements($1::jsonb)) AS sample ORDER BY v`,
        [JSON.stringify(sample)],
      );
      expect(rows).toHaveLength(sample.length);
      for (const [index, row] of rows.slice(1).entries()) {
        const before = rows[index];
        const [key, keyBefore] = [sortKey(field, row.value), sortKey(field, before?.value)];
        expect({ before, row, order: Math.sign(key > keyBefore ? 1 : key < keyBefore ? -1 : 0) }).toEqual({
          before,
          row,
          order: row.rank === before?.rank ? 0 : 1,
        });
      }
    },
  );

  it('of timestamps do not depend on how the moment is written', () => {
    const written = ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.000000+00:00', '2026-03-01T11:00:00.0+01:00'];
    expect(new Set(written.map((value) => sortKey(timestamp(), value))).size).toBe(1);
  });

  it('are of bounded length and below the highest string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
        const key = sortKey(text(), value);
        return key.length <= SORT_KEY_LENGTH && key < '\uFFFF';
      }),
    );
  });
});
