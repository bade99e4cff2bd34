import { type Column, columnsOf, type EntityDefinition, type Field, SYSTEM_COLUMNS } from '@tidemark/entity-model';
import {
  EntitySchema,
  type EntitySchemaColumnOptions,
  type EntitySchemaRelationOptions,
  type ValueTransformer,
} from 'typeorm';

/** A record as TypeORM hydrates it: keyed by field, timestamps as `Date`. */
export type OrmRecord = Record<string, unknown> & { id: string };

/** The driver gives `bigint` and `numeric` as text; ours fit a number exactly. */
const NUMBER: ValueTransformer = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: unknown) => value,
};

/** Columns that the database alone sets. */
const KEPT_BY_TRIGGERS = new Set(['version', 'createdTs', 'updatedTs']);

/**
 * The TypeORM schema of an entity, for application code that wants repositories. Secret columns are not selected unless
 * a query asks for them by name. TypeORM never creates or alters tables here: migrations do.
 */
export function entitySchema(entity: EntityDefinition): EntitySchema<OrmRecord> {
  const columns = [...SYSTEM_COLUMNS, ...columnsOf(entity)].map((column) => [column.field, columnOptions(column)]);
  const references = Object.entries(entity.fields).filter(([, field]) => field.kind === 'ref');
  return new EntitySchema<OrmRecord>({
    name: entity.code,
    tableName: entity.code,
    schema: 'app',
    columns: Object.fromEntries(columns) as Record<string, EntitySchemaColumnOptions>,
    relations: Object.fromEntries(
      references.map(([name, field]) => [name.replace(/Id$/, ''), relationOptions(entity, name, field)]),
    ),
  });
}

/**
 * A column as TypeORM wants it. Types come from the catalogue's spelling: `numeric(14,2)` is taken apart, since TypeORM
 * asks for precision and scale on their own.
 */
function columnOptions({ name, field, catalogType, nullable, length, secret }: Column): EntitySchemaColumnOptions {
  const [, type = catalogType, precision, scale, array] =
    /^([a-z ]+?)(?:\((\d+)(?:,(\d+))?\))?(\[\])?$/.exec(catalogType) ?? [];
  const isNumber = type === 'numeric' || type === 'bigint';
  return {
    name,
    type: type as EntitySchemaColumnOptions['type'],
    nullable,
    select: !secret,
    ...(array && { array: true }),
    ...(length !== undefined && { length }),
    ...(type === 'numeric' && { precision: Number(precision), scale: Number(scale) }),
    ...(isNumber && { transformer: NUMBER }),
    ...(field === 'id' && { primary: true, generated: 'uuid' as const }),
    ...(KEPT_BY_TRIGGERS.has(field) && { insert: false, update: false }),
  };
}

/** A reference `ownerId` becomes the relation `owner` on the same column, so that a query may load either. */
function relationOptions(
  entity: EntityDefinition,
  name: string,
  { target = '', onDelete, required }: Field,
): EntitySchemaRelationOptions {
  const column = columnsOf(entity).find((one) => one.field === name);
  return {
    type: 'many-to-one',
    target,
    joinColumn: { name: column?.name ?? name },
    nullable: !required,
    onDelete: onDelete === 'cascade' ? 'CASCADE' : onDelete === 'set null' ? 'SET NULL' : 'RESTRICT',
  };
}
