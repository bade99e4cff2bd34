import { type EntityDefinition, type Field, isStorable } from '@tidemark/entity-model';
import type { Scope } from '@tidemark/protocol';

/** What a field of each kind looks like in a row; kinds that no scope may name are left out. */
const TYPES: Partial<Record<Field['kind'], 'string' | 'number' | 'boolean'>> = {
  text: 'string',
  email: 'string',
  phone: 'string',
  url: 'string',
  currency: 'string',
  date: 'string',
  timestamp: 'string',
  choice: 'string',
  ref: 'string',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  boolean: 'boolean',
};

/** Of a scope as JSON; an entry of the index of `app.rxdb_scope_subscription` holds some more. */
const MAX_BYTES = 1_500;

/** Why the scope is not one that the entity allows; undefined when it is. Names fields, never values. */
export function checkScope({ fields, filter }: EntityDefinition, scope: Scope): string | undefined {
  const definitions = new Map<string, Field>(Object.entries(fields));
  for (const [name, value] of Object.entries(scope)) {
    const field = definitions.get(name);
    if (!field || (!filter.includes(name) && field.kind !== 'ref'))
      return `${name.slice(0, 63)}: is not a filter of the entity.`;
    const type = TYPES[field.kind];
    if (!type) return `${name}: records cannot be followed by this field.`;
    if (value === null) {
      if (field.required) return `${name}: is never empty.`;
    } else if (typeof value !== type) {
      return `${name}: must be a ${type}.`;
    } else if (typeof value === 'string' && !isStorable(value)) {
      return `${name}: holds a character that no record can hold.`;
    }
  }
  if (Buffer.byteLength(JSON.stringify(scope)) > MAX_BYTES) return `is longer than ${MAX_BYTES} bytes.`;
  return undefined;
}
