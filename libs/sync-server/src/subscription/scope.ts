import type { Scope } from '@tidemark/protocol';

import type { Image } from '../change-log/change.ts';

/** The names of a scope's fields, sorted: scopes with the same fields share a place in the index. */
export const scopeFields = (scope: Scope): string[] => Object.keys(scope).sort();

/** What two scopes, or a scope and a row, must have in common to match: the values of `fields`, in order. */
export function scopeValues(fields: readonly string[], values: Image): string {
  return JSON.stringify(fields.map((field) => values[field] ?? null));
}

/** Identifies a scope whatever the order in which its fields were written. */
export function scopeKey(scope: Scope): string {
  const fields = scopeFields(scope);
  return `${fields.join(',')}${scopeValues(fields, scope)}`;
}
