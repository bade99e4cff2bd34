export { addForeignKeysSql } from './add-foreign-keys-sql.ts';
export { type Check, type Column, columnsOf, SYSTEM_COLUMNS, UPDATED_MINUTE } from './columns.ts';
export { companionsOf } from './companions.ts';
export { type CreateTableOptions, createTableSql, orderChecks } from './create-table-sql.ts';
export { CURRENCIES, type CurrencyCode } from './currencies.ts';
export { defineEntity } from './define-entity.ts';
export { DefinitionError } from './definition-error.ts';
export {
  type AccessRule,
  type Area,
  AREAS,
  type EntityDefinition,
  type EntityOptions,
  type Fields,
  type ListOrder,
} from './entity-definition.ts';
export type { Field, FieldKind, OnDelete } from './field.ts';
export { type FieldError, fieldErrors } from './field-errors.ts';
export { fieldSchema } from './field-schema.ts';
export {
  boolean,
  choice,
  currency,
  date,
  decimal,
  email,
  integer,
  money,
  percent,
  phone,
  ref,
  required,
  richText,
  tags,
  text,
  timestamp,
  url,
} from './fields.ts';
export { FILTER_OPERATORS, type FilterOperator, filterOperators } from './filter-operators.ts';
export { type ForeignKey, foreignKeysOf, foreignKeySql } from './foreign-keys.ts';
export { createIndexSql, type Index, indexesOf } from './indexes.ts';
export { inputSchema } from './input-schema.ts';
export { isStorable } from './is-storable.ts';
export { fieldOf, parseOrder } from './listable-fields.ts';
export { type Migration, missingMigrations } from './migrations.ts';
export { camelCase, pascalCase, pluralOf, sentenceCase, snakeCase } from './names.ts';
export { type Option, optionsOf } from './options.ts';
export { patchSchema } from './patch-schema.ts';
export { SYSTEM_RELATIONS } from './reserved-codes.ts';
export type { EntityInput, EntityPatch, EntityRow, SystemFields } from './row.ts';
export { type Slot, SLOT_NAMES, type SlotName, slotsOf, type SlotValues, slotValues } from './slots.ts';
export { SORT_KEY_LENGTH, sortKey } from './sort-key.ts';
export { sqlLiteral, sqlName } from './sql-text.ts';
export { isSystemField, SYSTEM_FIELDS, type SystemFieldName } from './system-fields.ts';
