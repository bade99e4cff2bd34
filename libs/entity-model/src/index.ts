export { type AccessRule, type Area, AREAS, defineEntity, type EntityDefinition, type Fields } from './define-entity.ts';
export type { Field, FieldKind } from './field.ts';
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
export type { EntityInput, EntityPatch, EntityRow, SystemFields } from './row.ts';
