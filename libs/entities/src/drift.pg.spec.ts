import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import {
  type Check,
  type Column,
  columnsOf,
  type EntityDefinition,
  foreignKeysOf,
  indexesOf,
  orderChecks,
  snakeCase,
  SYSTEM_COLUMNS,
} from '@tidemark/entity-model';

import { ENTITIES } from './entities.ts';

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
}, 60_000);

afterAll(() => db.drop());

async function rows(sql: string, entity: EntityDefinition): Promise<Record<string, unknown>[]> {
  const { rows: found } = await db.query(sql, [entity.code]);
  return found;
}

const COLUMNS = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
         pg_get_expr(d.adbin, d.adrelid) AS "default", nullif(c.collname, 'default') AS collation
  FROM pg_attribute a
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
  WHERE a.attrelid = ('app.' || quote_ident($1))::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`;

const GENERATED = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
         pg_get_expr(d.adbin, d.adrelid) AS expression
  FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = ('app.' || quote_ident($1))::regclass AND a.attgenerated = 's'`;

const CHECKS = `
  SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
  WHERE conrelid = ('app.' || quote_ident($1))::regclass AND contype = 'c' AND convalidated ORDER BY conname`;

const FOREIGN_KEYS = `
  SELECT c.conname AS name, a.attname AS column, c.confrelid::regclass::text AS target, t.attname AS key,
         c.confdeltype AS "onDelete", cardinality(c.conkey) AS columns
  FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    JOIN pg_attribute t ON t.attrelid = c.confrelid AND t.attnum = c.confkey[1]
  WHERE c.conrelid = ('app.' || quote_ident($1))::regclass AND c.contype = 'f' AND c.convalidated ORDER BY a.attnum`;

const INDEXES = `
  SELECT i.relname AS name, x.indisunique AS "unique", m.amname AS method, x.indpred IS NULL AS whole,
         (SELECT json_agg(pg_get_indexdef(x.indexrelid, n, false) ORDER BY n) FROM generate_series(1, x.indnatts) AS n) AS columns
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_am m ON m.oid = i.relam
  WHERE x.indrelid = ('app.' || quote_ident($1))::regclass AND x.indisvalid ORDER BY i.relname`;

const ON_DELETE = { restrict: 'r', cascade: 'c', 'set null': 'n' } as const;

/** `'planned'::character varying` as the definition writes it: without the cast that PostgreSQL adds. */
function withoutCast(expression: unknown): unknown {
  return typeof expression === 'string' ? expression.replace(/::[a-z ]+(\(\d+\))?(\[\])?$/, '') : expression;
}

/** How PostgreSQL itself spells the constraints of a definition: adds them to the table and takes them back. */
async function spelledByPostgres({ code }: EntityDefinition, checks: readonly Check[]): Promise<unknown[]> {
  const spelled = [];
  for (const [index, { name, expression }] of checks.entries()) {
    const trial = `trial_${index}`;
    await db.query(`ALTER TABLE app."${code}" ADD CONSTRAINT ${trial} CHECK (${expression})`);
    const { rows: found } = await db.query<{ definition: string }>(
      'SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conname = $1 AND conrelid = $2::regclass',
      [trial, `app."${code}"`],
    );
    await db.query(`ALTER TABLE app."${code}" DROP CONSTRAINT ${trial}`);
    spelled.push({ name, definition: found[0]?.definition });
  }
  return spelled;
}

function byName(list: readonly unknown[]): unknown[] {
  return [...(list as { name: string }[])].sort((a, b) => (a.name < b.name ? -1 : 1));
}

describe.each(ENTITIES.map((entity) => [entity.code, entity] as const))('app.%s', (_, entity) => {
  it('has the columns of the definition: order, type, length, nullability, default and collation', async () => {
    const found = await rows(COLUMNS, entity);
    const expected = [...SYSTEM_COLUMNS, ...columnsOf(entity)].map((column: Column) => ({
      name: column.name,
      type: column.catalogType,
      nullable: column.nullable,
      default: column.default ?? null,
      collation: column.sqlType.includes('COLLATE "C"') ? 'C' : null,
    }));
    expect(found.map((column) => ({ ...column, default: withoutCast(column['default']) }))).toEqual(expected);
  });

  it('has the minute of its last change, for lists in that order', async () => {
    const expression = `date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))`;
    expect(await rows(GENERATED, entity)).toEqual([
      { name: 'updated_minute', type: 'timestamp without time zone', nullable: false, expression },
    ]);
  });

  it('has the checks of the definition', async () => {
    const found = await rows(CHECKS, entity);
    const checks = [...columnsOf(entity).flatMap((column) => column.checks), ...orderChecks(entity)];
    expect(found).toEqual(byName(await spelledByPostgres(entity, checks)));
  });

  it('has the foreign keys of the definition', async () => {
    const expected = foreignKeysOf(entity).map(({ name, column, target, onDelete }) => {
      return { name, column, target: `app.${target}`, key: 'id', onDelete: ON_DELETE[onDelete], columns: 1 };
    });
    const found = await rows(FOREIGN_KEYS, entity);
    expect(found.map((key) => ({ ...key, target: String(key['target']).replaceAll('"', '') }))).toEqual(expected);
  });

  it('has the indexes of the definition, each foreign key among them', async () => {
    const key = { name: `${entity.code}_pkey`, unique: true, method: 'btree', columns: ['id'] };
    const found = await rows(INDEXES, entity);
    const unquoted = found.map((index) => {
      return { ...index, columns: (index['columns'] as string[]).map((column) => column.replaceAll('"', '')) };
    });
    expect(unquoted).toEqual(byName([key, ...indexesOf(entity)].map((index) => ({ ...index, whole: true }))));
    const leading = unquoted.map(({ columns }) => columns[0]);
    expect(leading).toEqual(expect.arrayContaining(foreignKeysOf(entity).map(({ column }) => column)));
  });

  it('is in the registry with its access rule and secret columns', async () => {
    const secret = Object.keys(entity.fields).filter((name) => entity.fields[name]?.secret);
    const via = entity.access.via === undefined ? null : snakeCase(entity.access.via);
    expect(await rows('SELECT * FROM app.entity WHERE entity_code = $1', entity)).toEqual([
      {
        entity_code: entity.code,
        access_rule: entity.access.rule,
        access_via: via,
        secret_columns: secret.map(snakeCase),
      },
    ]);
  });

  it('shows in an image every field but the secret ones', async () => {
    const { rows: found } = await db.query<{ image: object }>(`SELECT app.image(NULL::app."${entity.code}") AS image`);
    const shown = columnsOf(entity).filter(({ secret }) => !secret);
    const names = [...SYSTEM_COLUMNS, ...shown].map(({ field }) => field);
    expect(Object.keys(found[0]?.image ?? {}).sort()).toEqual(names.sort());
  });
});

it('the registry names no entity that is not defined', async () => {
  const { rows: found } = await db.query<{ code: string }>('SELECT entity_code AS code FROM app.entity');
  expect(found.map(({ code }) => code).sort()).toEqual(ENTITIES.map(({ code }) => code).sort());
});
