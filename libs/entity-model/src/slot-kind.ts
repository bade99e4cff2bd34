import type { FieldKind } from './field.ts';

/** Kinds whose values have one sortable text form, so that a slot of the browser's store can index them. */
export function isSlotKind(kind: FieldKind): boolean {
  return kind !== 'richText' && kind !== 'tags';
}
