import type { EntityDefinition } from './entity-definition.ts';
import type { Field } from './field.ts';
import { snakeCase } from './names.ts';
import { sqlLiteral, sqlName } from './sql-text.ts';

/** A named CHECK constraint. */
export interface Check {
  readonly name: string;
  readonly expression: string;
}

/** One column of an entity's table. */
export interface Column {
  /** snake_case, unquoted. */
  readonly name: string;
  /** The field that it stores. */
  readonly field: string;
  /** As a CREATE TABLE says it, with length and collation: `varchar(200) COLLATE "C"`. */
  readonly sqlType: string;
  /** As `format_type` of the catalogue says it: `character varying(200)`. */
  readonly catalogType: string;
  readonly nullable: boolean;
  /** Text: greatest number of characters. */
  readonly length?: number;
  /** SQL expression. */
  readonly default?: string;
  readonly checks: readonly Check[];
  /** Whether it stays out of images, logs and rows. */
  readonly secret: boolean;
}

const TIMESTAMP = 'timestamp with time zone';

/** The columns that every entity table has, in order of the table. The database's triggers keep them. */
export const SYSTEM_COLUMNS: readonly Column[] = [
  { name: 'id', field: 'id', sqlType: 'uuid', catalogType: 'uuid', default: 'gen_random_uuid()' },
  { name: 'version', field: 'version', sqlType: 'bigint', catalogType: 'bigint' },
  { name: 'created_ts', field: 'createdTs', sqlType: 'timestamptz', catalogType: TIMESTAMP, default: 'now()' },
  { name: 'updated_ts', field: 'updatedTs', sqlType: 'timestamptz', catalogType: TIMESTAMP, default: 'now()' },
].map((column) => ({ ...column, nullable: false, checks: [], secret: false }));

/**
 * A generated column of every entity table: the minute of `updated_ts`. Lists by `updatedTs` have their index on it, and
 * sort within a minute. An index on `updated_ts` itself would change with every UPDATE, and where one index changes
 * PostgreSQL makes new entries in all of the table's (no heap-only update); so only the first UPDATE in a minute does.
 */
export const UPDATED_MINUTE = {
  name: 'updated_minute',
  sqlType: 'timestamp',
  /** SQL for the minute of a moment, as the column holds it. */
  of: (moment: string) => `date_trunc('minute', ${moment} AT TIME ZONE 'UTC')`,
} as const;

/** Columns of the declared fields, in order of the definition. */
export function columnsOf(entity: EntityDefinition): Column[] {
  return Object.entries(entity.fields).map(([name, field]) => columnOf(entity.code, name, field));
}

function columnOf(table: string, name: string, field: Field): Column {
  const column = snakeCase(name);
  const { sqlType, catalogType } = typeOf(field);
  return {
    name: column,
    field: name,
    sqlType,
    catalogType,
    nullable: !field.required,
    ...(field.maxLength !== undefined && field.kind !== 'richText' && { length: field.maxLength }),
    ...(field.default !== undefined && { default: sqlLiteral(field.default) }),
    checks: checksOf(table, column, field),
    secret: field.secret,
  };
}

function typeOf(field: Field): Pick<Column, 'sqlType' | 'catalogType'> {
  const same = (type: string) => ({ sqlType: type, catalogType: type });
  switch (field.kind) {
    case 'text':
    case 'email':
    case 'phone':
    case 'url':
    case 'currency':
    case 'choice':
      return {
        sqlType: `varchar(${field.maxLength}) COLLATE "C"`,
        catalogType: `character varying(${field.maxLength})`,
      };
    case 'richText':
      return same('text');
    case 'integer':
      return same('integer');
    case 'decimal':
    case 'money':
      return { sqlType: `numeric(14, ${field.scale})`, catalogType: `numeric(14,${field.scale})` };
    case 'percent':
      return { sqlType: 'numeric(5, 2)', catalogType: 'numeric(5,2)' };
    case 'boolean':
      return same('boolean');
    case 'date':
      return same('date');
    case 'timestamp':
      return { sqlType: 'timestamptz', catalogType: TIMESTAMP };
    case 'tags':
      return { sqlType: 'varchar(40)[] COLLATE "C"', catalogType: 'character varying(40)[]' };
    case 'ref':
      return same('uuid');
  }
}

/** Rules of the kind that the type does not already hold; validation (`inputSchema`) has the same ones. */
function checksOf(table: string, column: string, field: Field): Check[] {
  const it = sqlName(column);
  const checks: Check[] = [];
  const check = (suffix: string, expression: string) =>
    checks.push({ name: `${table}_${column}_${suffix}`, expression });
  switch (field.kind) {
    case 'text':
      if (field.required) check('not_blank', `btrim(${it}) <> ''`);
      break;
    case 'richText':
      check('length', `char_length(${it}) <= ${field.maxLength}`);
      break;
    case 'email':
      check('format', `${it} ~ '^[^@[:space:]]+@[^@[:space:]]+$'`);
      break;
    case 'phone':
      check('format', `${it} ~ '^[-+0-9 ()./]+$'`);
      break;
    case 'url':
      check('format', `${it} ~ '^https?://'`);
      break;
    case 'choice':
    case 'currency':
      check('choice', `${it} IN (${(field.values ?? []).map(sqlLiteral).join(', ')})`);
      break;
    // Days and moments that JSON carries as YYYY-MM-DD...: no infinity, no BC, no five-digit years.
    case 'date':
      check('range', `${it} BETWEEN '0001-01-01' AND '9999-12-31'`);
      break;
    case 'timestamp':
      check('range', `${it} >= '0001-01-01 00:00:00Z' AND ${it} < '10000-01-01 00:00:00Z'`);
      break;
    case 'tags':
      check(
        'set',
        `cardinality(${it}) <= 20 AND coalesce(array_ndims(${it}), 1) = 1 AND array_position(${it}, NULL) IS NULL`,
      );
      break;
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
      if (rangeOf(it, field)) check('range', rangeOf(it, field));
      break;
    case 'boolean':
    case 'ref':
      break;
  }
  return checks;
}

function rangeOf(column: string, { kind, min, max }: Field): string {
  const low = kind === 'integer' && min === -2_147_483_648 ? undefined : min;
  const high = kind === 'integer' && max === 2_147_483_647 ? undefined : max;
  if (low !== undefined && high !== undefined) return `${column} BETWEEN ${low} AND ${high}`;
  if (low !== undefined) return `${column} >= ${low}`;
  return high === undefined ? '' : `${column} <= ${high}`;
}
