import type { EntityDefinition, EntityRow } from '@tidemark/entity-model';

import type { Mutation, RefusedMutation } from '../store/mutation.ts';

/** A record as the application sees it: the server's row with the local writes on top, and those writes. */
export interface RecordView<E extends EntityDefinition> {
  /** `base` with every pending mutation applied. `version` is 0 while the server has not confirmed a CREATE. */
  readonly row: EntityRow<E>;
  /** Whether the user may only read it, as the server last said: a write would be refused. */
  readonly readOnly: boolean;
  /** Local writes on their way, oldest first. */
  readonly pending: readonly Mutation[];
  /** Local writes that the server refused; not part of `row`, except for a refused CREATE. */
  readonly refused: readonly RefusedMutation[];
  /** The server's row; absent while the server has not confirmed a CREATE. */
  readonly base?: EntityRow<E>;
}
