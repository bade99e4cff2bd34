import type { EntityDefinition } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';

/**
 * Whether a role can write records of an entity at all: decides what the pages offer. The database decides about each
 * record; a write that it refuses comes back with the reason.
 */
export function mayWrite(role: Role | undefined, entity: EntityDefinition): boolean {
  switch (role) {
    case 'admin':
    case 'manager':
      return true;
    case 'member':
      return entity.access.rule === 'project' || entity.access.rule === 'owner';
    default:
      return false;
  }
}
