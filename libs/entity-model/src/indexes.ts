import { UPDATED_MINUTE } from './columns.ts';
import type { EntityDefinition } from './entity-definition.ts';
import { snakeCase } from './names.ts';
import { sqlName } from './sql-text.ts';

/** One index of an entity's table. */
export interface Index {
  readonly name: string;
  readonly unique: boolean;
  readonly method: 'btree' | 'gin';
  /** Columns in order, unquoted. */
  readonly columns: readonly string[];
}

/**
 * The indexes of an entity's table, the primary key aside: one for each field that lists sort or filter by, followed by
 * `id` so that it also serves keyset paging by `(field, id)`; a GIN index for tags. A unique field's own index serves both.
 * For `updatedTs` it is on the minute.
 */
export function indexesOf(entity: EntityDefinition): Index[] {
  const unique = Object.keys(entity.fields).filter((name) => entity.fields[name]?.unique);
  const references = Object.keys(entity.fields).filter((name) => entity.fields[name]?.kind === 'ref');
  const listed = new Set([...entity.sort, ...entity.filter, ...references].filter((name) => !unique.includes(name)));
  return [
    ...unique.map((name) => index(entity.code, snakeCase(name), 'unique')),
    ...[...listed].map((name) =>
      index(entity.code, snakeCase(name), entity.fields[name]?.kind === 'tags' ? 'gin' : 'btree'),
    ),
    index(entity.code, 'created_ts', 'btree'),
    { ...index(entity.code, UPDATED_MINUTE.name, 'btree'), columns: [UPDATED_MINUTE.name] },
  ];
}

function index(table: string, column: string, type: 'unique' | 'btree' | 'gin'): Index {
  if (type === 'unique') return { name: `${table}_${column}_key`, unique: true, method: 'btree', columns: [column] };
  const columns = type === 'gin' ? [column] : [column, 'id'];
  return { name: `${table}_${column}_idx`, unique: false, method: type, columns };
}

/** The statement that creates an index. */
export function createIndexSql(table: string, { name, unique, method, columns }: Index): string {
  const using = method === 'gin' ? ' USING gin' : '';
  const list = columns.map(sqlName).join(', ');
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${sqlName(name)} ON app.${sqlName(table)}${using} (${list});`;
}
