import type { EntityDefinition } from './entity-definition.ts';
import type { Field } from './field.ts';
import { isSystemField, SYSTEM_FIELDS } from './system-fields.ts';

/** The field of that name, declared or the system's; undefined for any other name, `__proto__` included. */
export function fieldOf(entity: EntityDefinition, name: string): Field | undefined {
  if (isSystemField(name)) return SYSTEM_FIELDS[name];
  return Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
}

/** The parts of a list's order: `field`, or `-field` for descending. */
export function parseOrder(order: string): { readonly name: string; readonly descending: boolean } {
  const descending = order.startsWith('-');
  return { name: descending ? order.slice(1) : order, descending };
}

/** Names that lists may sort by: the declared ones, and when a record was created and last changed. */
export function sortableFields(entity: EntityDefinition): string[] {
  return [...entity.sort, 'createdTs', 'updatedTs'];
}
