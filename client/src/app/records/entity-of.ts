import { ENTITIES } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';

const BY_CODE = new Map(ENTITIES.map((entity) => [entity.code, entity]));

/** The definition with this code; undefined where there is none. */
export function entityOf(code: string | undefined): EntityDefinition | undefined {
  return code === undefined ? undefined : BY_CODE.get(code);
}
