import type { Problem } from '@tidemark/protocol';

import type { FieldValues, Mutation } from '../store/mutation.ts';

/** One unsent or refused write, as the outbox shows it. */
export interface OutboxEntry extends Mutation {
  /** `entityCode|id` of its record. */
  readonly key: string;
  readonly entityCode: string;
  readonly entityId: string;
  /** The record's title field, for people; absent where the record is out of reach and no write of it names one, and where nobody knows its entity. */
  readonly title?: string;
  readonly state: 'pending' | 'refused' | 'conflict';
  /** Whether the user may only read the record: sent again, the write would be refused again. */
  readonly readOnly: boolean;
  /** Conflicts: the written fields that somebody else changed, as the server holds them now. The others are no question. */
  readonly current?: FieldValues;
  readonly problem?: Problem;
}
