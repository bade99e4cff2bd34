import type { Problem } from '@tidemark/protocol';

/** Field values by name, as they appear in a row. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** A local write that waits in the outbox. It is part of its record's document, so the two can never disagree. */
export interface Mutation {
  /** UUIDv7: the idempotency key, and, among records, the order in which the user made the writes. */
  readonly mutationId: string;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  /** The written fields; empty for DELETE. */
  readonly fields: FieldValues;
  /** What those fields held when the user wrote them: the third column of a conflict. */
  readonly seen: FieldValues;
  /** The version that the edit was made on; 0 where the record's CREATE is not confirmed yet. */
  readonly baseVersion: number;
  /** Milliseconds since the epoch. */
  readonly queuedAt: number;
  /** Answers of the kind "try again" so far. */
  readonly attempts: number;
  /** Not to be sent before then (milliseconds since the epoch). */
  readonly nextRetryAt?: number;
  /** Why the last attempt did not succeed. */
  readonly problem?: Problem;
}

/** A write that the server refused for good. It waits for the user: retry, discard or resolve. */
export interface RefusedMutation extends Mutation {
  readonly problem: Problem;
  readonly refusedAt: number;
}

/** Whether the write clashes with somebody else's edit of the same fields. */
export function isConflict(mutation: RefusedMutation): boolean {
  return mutation.problem.code === 'VERSION_CONFLICT';
}
