import type { Change, Image } from '../change-log/change.ts';

/** All that one batch says about one record. */
export interface RecordChange {
  readonly entityCode: string;
  readonly entityId: string;
  /** The highest version in the batch. */
  version: number;
  /** Whether the record was deleted in the end. */
  isDeleted: boolean;
  /** Whether the record was created in the batch. */
  isNew: boolean;
  /** Whether the row itself changed; otherwise only the access of `subjects` did. */
  isWritten: boolean;
  /** The people who gained or lost access; null in it stands for everybody. */
  readonly subjects: Set<string | null>;
  /** Those of them who lost it. */
  readonly unsharedFrom: Set<string | null>;
  readonly before: Image[];
  readonly after: Image[];
}

/**
 * Collapses a batch to one entry for each record. The rows of a batch come in no particular order; versions, which only
 * grow, say which was last.
 */
export function collapse(changes: readonly Change[]): RecordChange[] {
  const records = new Map<string, RecordChange>();
  for (const change of changes) {
    const key = `${change.entityCode}|${change.entityId}`;
    let record = records.get(key);
    if (!record) records.set(key, (record = emptyRecord(change)));
    add(record, change);
  }
  return [...records.values()];
}

/** Whether the change is anything to this person: access changes concern only those whose access it is. */
export function concerns(record: RecordChange, personId: string): boolean {
  return record.isWritten || record.subjects.has(personId) || record.subjects.has(null);
}

/** Whether the batch itself says that the person lost access. */
export function lostAccess(record: RecordChange, personId: string): boolean {
  return record.unsharedFrom.has(personId) || record.unsharedFrom.has(null);
}

function emptyRecord({ entityCode, entityId }: Change): RecordChange {
  return {
    entityCode,
    entityId,
    version: 0,
    isDeleted: false,
    isNew: false,
    isWritten: false,
    subjects: new Set(),
    unsharedFrom: new Set(),
    before: [],
    after: [],
  };
}

function add(record: RecordChange, change: Change): void {
  const { action, version, subjectId } = change;
  if (action === 'SHARE' || action === 'UNSHARE') {
    record.subjects.add(subjectId);
    if (action === 'UNSHARE') record.unsharedFrom.add(subjectId);
    if (version > record.version) record.version = version;
  } else {
    record.isWritten = true;
    if (action === 'CREATE') record.isNew = true;
    // Of a DELETE and an access change with the same number the DELETE says more.
    if (version > record.version || (version === record.version && action === 'DELETE')) {
      record.isDeleted = action === 'DELETE';
      record.version = version;
    }
  }
  if (change.from) record.before.push(change.from);
  if (change.to) record.after.push(change.to);
}
