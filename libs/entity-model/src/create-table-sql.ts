import { type Check, type Column, columnsOf, SYSTEM_COLUMNS, UPDATED_MINUTE } from './columns.ts';
import type { EntityDefinition } from './entity-definition.ts';
import { type ForeignKey, foreignKeysOf, foreignKeySql } from './foreign-keys.ts';
import { createIndexSql, indexesOf } from './indexes.ts';
import { snakeCase } from './names.ts';
import { sqlLiteral, sqlName } from './sql-text.ts';

export interface CreateTableOptions {
  /**
   * Codes of the entities whose tables exist when this one is created. References to others are left out here and
   * belong to a later `addForeignKeysSql`. Absent: all targets exist.
   */
  existing?: ReadonlySet<string>;
}

/** The migration that creates an entity's table with constraints, indexes and comments, and enters it into the registry. */
export function createTableSql(entity: EntityDefinition, { existing }: CreateTableOptions = {}): string {
  const table = `app.${sqlName(entity.code)}`;
  const columns = columnsOf(entity);
  const exists = ({ target }: ForeignKey) => !existing || target === entity.code || existing.has(target);
  const lines = [
    ...SYSTEM_COLUMNS.map((column) => columnLine(column) + (column.name === 'id' ? ' PRIMARY KEY' : '')),
    `${UPDATED_MINUTE.name} ${UPDATED_MINUTE.sqlType} NOT NULL GENERATED ALWAYS AS (${UPDATED_MINUTE.of('updated_ts')}) STORED`,
    ...columns.map(columnLine),
    ...[...columns.flatMap((column) => column.checks), ...orderChecks(entity)].map(checkLine),
    ...foreignKeysOf(entity).filter(exists).map(foreignKeySql),
  ];
  const comments = Object.entries(entity.fields).flatMap(([name, { hint }]) =>
    hint === undefined ? [] : [`COMMENT ON COLUMN ${table}.${sqlName(snakeCase(name))} IS ${sqlLiteral(hint)};`],
  );
  return [
    `-- ${entity.plural} (${entity.area}).`,
    '',
    `CREATE TABLE ${table} (`,
    lines.map((line) => `  ${line}`).join(',\n'),
    // Room for the next version of a row beside it; on a full page an UPDATE moves it, and touches every index.
    ') WITH (fillfactor = 85);',
    '',
    ...indexesOf(entity).map((index) => createIndexSql(entity.code, index)),
    '',
    `COMMENT ON TABLE ${table} IS ${sqlLiteral(entity.plural)};`,
    ...comments,
    '',
    registerSql(entity),
    '',
  ].join('\n');
}

/** CHECKs of the pairs of which the first may not be after the second. */
export function orderChecks(entity: EntityDefinition): Check[] {
  return entity.ordered.map(([first, second]) => ({
    name: `${entity.code}_${snakeCase(second)}_order`,
    expression: `${sqlName(snakeCase(first))} <= ${sqlName(snakeCase(second))}`,
  }));
}

/** Enters the entity into `app.entity`, from which the database derives triggers, policies and grants. */
function registerSql({ code, access, fields }: EntityDefinition): string {
  const secret = Object.keys(fields).filter((name) => fields[name]?.secret);
  const via = access.via === undefined ? null : snakeCase(access.via);
  const values = [code, access.rule, via, secret.map(snakeCase)].map(sqlLiteral);
  return (
    'INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)\n' + `VALUES (${values.join(', ')});`
  );
}

function columnLine({ name, sqlType, nullable, default: value }: Column): string {
  const parts = [sqlName(name), sqlType, nullable ? '' : 'NOT NULL', value === undefined ? '' : `DEFAULT ${value}`];
  return parts.filter(Boolean).join(' ');
}

function checkLine({ name, expression }: Check): string {
  return `CONSTRAINT ${sqlName(name)} CHECK (${expression})`;
}
