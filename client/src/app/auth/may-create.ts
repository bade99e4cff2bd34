import type { EntityDefinition } from '@tidemark/entity-model';
import type { Role } from '@tidemark/protocol';

/**
 * Whether a role can create records of an entity at all: decides what the pages offer. About each record that there is
 * the database decides, and says so with it (`RecordView.readOnly`).
 */
export function mayCreate(role: Role | undefined, { access: { rule, via } }: EntityDefinition): boolean {
  switch (role) {
    case 'admin':
    case 'manager':
      return true;
    case 'member':
      // What is reached by its own id nobody belongs to before it is there.
      return (rule === 'project' && via !== 'id') || rule === 'owner';
    default:
      return false;
  }
}
