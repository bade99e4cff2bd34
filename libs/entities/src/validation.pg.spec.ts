import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import { columnsOf, type EntityDefinition, type Field, inputSchema, snakeCase, sqlName } from '@tidemark/entity-model';
import fc from 'fast-check';

import { ENTITIES } from './entities.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
}, 60_000);

afterAll(() => db.drop());

const ID = '0190c3a0-0000-7000-8000-000000000001';

/** Values that a client might send for a kind, good and bad. */
function candidates(field: Field): fc.Arbitrary<unknown> {
  const around = [field.min, field.max].flatMap((bound) => (bound === undefined ? [] : [bound - 1, bound, bound + 1]));
  const numbers = fc.oneof(
    fc.constantFrom(0, 0.005, 1.25, 99.999, 1e12, ...around),
    fc.integer().map((it) => it / 100),
    fc.double(),
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '',
      ' ',
      'a\0',
      '🧀'.repeat(200),
      'x'.repeat(255),
      'a@b.example',
      'a@',
      '+49 30 1',
      'https://a.example/b',
    ),
    fc.constantFrom('https:a', 'javascript:alert(1)', "'; drop table app.project; --", '\\', ...(field.values ?? [])),
  );
  const days = fc.constantFrom(
    '2026-02-28',
    '2026-02-30',
    '2024-02-29',
    '0000-01-01',
    '9999-12-31',
    'infinity',
    '10000-01-01',
  );
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return numbers;
    case 'boolean':
      return fc.boolean();
    case 'date':
      return days;
    case 'timestamp':
      return fc.oneof(
        days.map((it) => `${it}T00:00:00Z`),
        days,
        fc.constantFrom('2026-01-01T25:00:00Z', '2026-01-01T01:00:00.5+02:00'),
      );
    case 'tags':
      return fc.array(fc.oneof(texts, fc.constantFrom('a', 'b')), { maxLength: 22 });
    case 'ref':
      return fc.constantFrom(ID, ID.toUpperCase(), 'x');
    default:
      return texts;
  }
}

/** A row of the table without references to other tables: only the rules of its own columns are at stake. */
async function accepts(entity: EntityDefinition, input: Record<string, unknown>): Promise<string> {
  const table = `app.${sqlName(entity.code)}`;
  const columns = columnsOf(entity).filter(({ field }) => Object.hasOwn(input, field));
  const names = columns.map(({ name }) => sqlName(name));
  try {
    await db.query(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM jsonb_populate_record(NULL::${table}, $1)`,
      [JSON.stringify(Object.fromEntries(Object.entries(input).map(([name, value]) => [snakeCase(name), value])))],
    );
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
}

/** A value that passes, different for each `n` where it has to be unique. */
function sound(field: Field, n: number): unknown {
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      return field.max === undefined ? Math.max(field.min ?? 0, 5) : field.max;
    case 'boolean':
      return true;
    case 'date':
      return '2026-03-01';
    case 'timestamp':
      return '2026-03-01T12:00:00Z';
    case 'choice':
    case 'currency':
      return field.values?.[0];
    case 'tags':
      return ['a', 'b'];
    case 'ref':
      return ID;
    case 'email':
      return `n${n}@a.example`;
    case 'phone':
      return '+49 30 1';
    case 'url':
      return 'https://a.example';
    default:
      return `N ${n}`;
  }
}

describe('what validation lets through, the table takes', () => {
  it.each(ENTITIES.map((entity) => [entity.code, entity] as const))('%s', async (code, entity) => {
    const keys = await db.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass`,
      [`app.${code}`],
    );
    for (const { name } of keys.rows) await db.query(`ALTER TABLE app."${code}" DROP CONSTRAINT "${name}"`);
    let n = 0;
    for (const [name, field] of Object.entries(entity.fields)) {
      for (const candidate of fc.sample(candidates(field), { numRuns: 12, seed: 7 })) {
        n += 1;
        const base = Object.entries(entity.fields).map(([key, one]) => [key, sound(one, n)]);
        const result = inputSchema(entity).safeParse({ ...Object.fromEntries(base), [name]: candidate });
        if (!result.success) continue;
        const answer = await accepts(entity, result.data);
        const outcome = answer.includes('duplicate key') ? 'accepted' : answer;
        expect({ [name]: candidate, outcome }).toEqual({ [name]: candidate, outcome: 'accepted' });
      }
    }
    const { rows } = await db.query<{ count: number }>(`SELECT count(*)::int AS count FROM app."${code}"`);
    expect(rows[0]?.count).toBeGreaterThan(Object.keys(entity.fields).length * 2);
  });
});
