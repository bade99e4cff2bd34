import type { Change, Image } from '../change-log/change.ts';

/** All that one batch says about one record. */
export interface RecordChange {
  readonly entityCode: string;
  readonly entityId: string;
  /** The highest version in the batch. */
  version: number;
  /** The last change of the row itself; where there is none, only the access of `subjects` changed. */
  lastWrite: Change | undefined;
  /** Whether the record was created in the batch. */
  isNew: boolean;
  /** The people whose access changed; null in it stands for everybody. */
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
    const key = keyOf(change);
    let record = records.get(key);
    if (!record) records.set(key, (record = emptyRecord(change)));
    add(record, change);
  }
  return [...records.values()];
}

/** A record in maps of the records of all entities. */
export function keyOf({ entityCode, entityId }: { readonly entityCode: string; readonly entityId: string }): string {
  return `${entityCode}|${entityId}`;
}

/** Whether the record was deleted in the end. */
export const isDeleted = ({ lastWrite }: RecordChange): boolean => lastWrite?.action === 'DELETE';

/** Whether the change is anything to this person: access changes concern only those whose access it is. */
export function concerns(record: RecordChange, personId: string): boolean {
  return record.lastWrite !== undefined || hasOtherAccess(record, personId);
}

/** Whether the batch itself says that the person gained or lost access, or may do other things with the record. */
export function hasOtherAccess({ subjects }: RecordChange, personId: string): boolean {
  return subjects.has(personId) || subjects.has(null);
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
    lastWrite: undefined,
    isNew: false,
    subjects: new Set(),
    unsharedFrom: new Set(),
    before: [],
    after: [],
  };
}

function add(record: RecordChange, change: Change): void {
  const { action, version, subjectId } = change;
  if (version > record.version) record.version = version;
  if (action === 'SHARE' || action === 'UNSHARE') {
    record.subjects.add(subjectId);
    if (action === 'UNSHARE') record.unsharedFrom.add(subjectId);
  } else {
    if (action === 'CREATE') record.isNew = true;
    // Not by the record's version: a change of access bears the number of the write that it saw.
    if (!record.lastWrite || version > record.lastWrite.version) record.lastWrite = change;
  }
  if (change.from) record.before.push(change.from);
  if (change.to) record.after.push(change.to);
}
