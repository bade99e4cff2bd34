import type { Scope } from '@tidemark/protocol';

import { conditionsOf } from '../store/compile-query.ts';
import type { EntityCatalogue } from '../store/entity-catalogue.ts';
import type { ListQuery } from '../store/list-query.ts';

/**
 * The scope that tells a list of new records: its equalities on fields that the entity declares as filters. Other
 * conditions only narrow what is shown, so the scope covers more than the list; `{}` is the whole entity.
 */
export function scopeOf(list: ListQuery, catalogue: EntityCatalogue): Scope {
  const { filter, fields } = catalogue.definition(list.entityCode);
  const scope: Scope = {};
  for (const [name, conditions] of conditionsOf(list.where)) {
    const isDeclared = filter.includes(name) || fields[name]?.kind === 'ref';
    const value = conditions.eq;
    if (!isDeclared || !('eq' in conditions)) continue;
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      scope[name] = value;
  }
  return scope;
}

/** The same text for the same scope. */
export function scopeText(scope: Scope): string {
  const sorted = Object.entries(scope).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
