import type { EntityDefinition } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';

/**
 * Whether a role can create records of an entity at all: decides what the pages offer. About each record that there is
 * the database decides, and says so with it (`RecordView.readOnly`).
 */
export function mayCreate(role: Role | undefined, { access: { rule } }: EntityDefinition): boolean {
  switch (role) {
    case 'admin':
    case 'manager':
      return true;
    case 'member':
      return rule === 'project' || rule === 'owner';
    default:
      return false;
  }
}
