import {
  columnsOf,
  type EntityDefinition,
  type FieldKind,
  SYSTEM_COLUMNS,
  SYSTEM_FIELDS,
  UPDATED_MINUTE,
} from '@tidemark/entity-model';
import pg from 'pg';

/** A column as statements name it. */
export interface TableColumn {
  /** As the wire calls it, in camelCase. */
  readonly field: string;
  readonly kind: FieldKind;
  /** Quoted. */
  readonly sql: string;
  /** For casts of parameters, without a length (a cast to `varchar(n)` would cut silently). */
  readonly type: string;
  /** Whether NULLs may be among the sort values, so that a page may span values and NULLs. */
  readonly nullable: boolean;
  /** The column that has the index in its place where there is one: the same order in coarser steps. */
  readonly coarse?: {
    /** Quoted. */
    readonly sql: string;
    /** SQL for the step of a value. */
    readonly of: (value: string) => string;
  };
  /** Whether it never leaves the database: not in rows, filters, sorts or history. */
  readonly secret: boolean;
}

/** An entity's table as statements name it. Everything here comes from the definition, nothing from a client. */
export interface Table {
  readonly entity: EntityDefinition;
  /** Quoted, with schema: `app."project"`. */
  readonly sql: string;
  readonly columns: ReadonlyMap<string, TableColumn>;
  /** Fields that lists may sort by. */
  readonly sortable: ReadonlySet<string>;
  /** Fields that lists may filter by. */
  readonly filterable: ReadonlySet<string>;
}

const tables = new WeakMap<EntityDefinition, Table>();

/** The table of an entity; computed once. */
export function tableOf(entity: EntityDefinition): Table {
  const known = tables.get(entity);
  if (known) return known;
  const kinds: Readonly<Record<string, { kind: FieldKind }>> = { ...entity.fields, ...SYSTEM_FIELDS };
  const columns = new Map<string, TableColumn>();
  for (const { name, field, catalogType, nullable, secret } of [...SYSTEM_COLUMNS, ...columnsOf(entity)]) {
    const kind = kinds[field]?.kind ?? 'text';
    columns.set(field, {
      field,
      kind,
      sql: pg.escapeIdentifier(name),
      type: catalogType.replace(/\([^)]*\)/, ''),
      nullable,
      secret,
      ...(field === 'updatedTs' && { coarse: { sql: UPDATED_MINUTE.name, of: UPDATED_MINUTE.of } }),
    });
  }
  const open = [...columns.values()].filter((column) => !column.secret).map((column) => column.field);
  const references = open.filter((field) => columns.get(field)?.kind === 'ref');
  const table: Table = {
    entity,
    sql: `app.${pg.escapeIdentifier(entity.code)}`,
    columns,
    sortable: new Set([...entity.sort, 'createdTs', 'updatedTs'].filter((field) => open.includes(field))),
    filterable: new Set(
      [...entity.filter, ...references, 'createdTs', 'updatedTs'].filter((field) => open.includes(field)),
    ),
  };
  tables.set(entity, table);
  return table;
}
