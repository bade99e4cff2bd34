import type { EntityDefinition } from '@tidemark/entity-model';

import { entityOf } from './entity-of.ts';

/** The definition with this code; routes have checked that there is one. */
export function requiredEntity(code: string): EntityDefinition {
  const entity = entityOf(code);
  if (!entity)
    throw new Error(`"${code}" is no entity; the route should not have matched. Check the route's canMatch.`);
  return entity;
}
