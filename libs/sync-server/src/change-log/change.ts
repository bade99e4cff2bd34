/** What a row of `app.logging` says happened; the column `action` holds the number. READ (0) is never a change. */
export const LOG_ACTIONS = ['READ', 'CREATE', 'UPDATE', 'DELETE', 'SHARE', 'UNSHARE'] as const;
export type LogAction = (typeof LOG_ACTIONS)[number];

/** The fields of a row image that scopes and access are judged by; not the whole row. */
export type Image = Readonly<Record<string, unknown>>;

/** One committed change, as the tail reads it from the log. */
export interface Change {
  readonly entityCode: string;
  /** The nil UUID stands for the whole entity: a TRUNCATE, or, with a `subjectId`, a role that sees more or less of it. */
  readonly entityId: string;
  readonly action: Exclude<LogAction, 'READ'>;
  /** The record's version after the change. */
  readonly version: number;
  /** SHARE and UNSHARE: the person whose access changed; null stands for everybody. */
  readonly subjectId: string | null;
  /** Before and after; null where there is none, or where nobody subscribed by field. */
  readonly from: Image | null;
  readonly to: Image | null;
}

/** No record has it: `version_insert` and the input schema refuse it. */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000';

/** Whether the change stands for the whole entity, so that no record can be named. */
export const isTruncate = (change: Change): boolean => change.entityId === NIL_UUID;

/** Whether the change may have altered what the person sees of the whole entity. */
export const isTruncateFor = (change: Change, personId: string): boolean =>
  isTruncate(change) && (change.subjectId === null || change.subjectId === personId);
