import { LOG_ACTIONS } from '../change-log/change.ts';
import type { LoggedChange } from './sql/read-history.ts';

/** One field that a change touched. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** One change of a record as people read it. */
export interface HistoryEntry {
  readonly version: number;
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** Null where no person was known, for instance for psql. */
  readonly actor: {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly role: string;
  } | null;
  readonly endpoint: string | null;
  readonly method: string | null;
  readonly changes: readonly FieldChange[];
}

/** They change with every change; listing them says nothing. */
const BOOKKEEPING = new Set(['id', 'version', 'createdTs', 'updatedTs']);

/** Makes an entry of a logged change: the images become the fields in which they differ. */
export function historyEntry({
  version,
  action,
  at,
  personId,
  username,
  name,
  role,
  endpoint,
  method,
  before,
  after,
}: LoggedChange): HistoryEntry {
  const actor =
    personId === null ? null : { id: personId, username: username ?? '', name: name ?? '', role: role ?? '' };
  return {
    version,
    action: LOG_ACTIONS[action],
    at,
    actor,
    endpoint,
    method,
    changes: diff(before ?? {}, after ?? {}),
  };
}

/**
 * Fields in which two images differ. An absent field and null are the same: a column that was added later was empty
 * before.
 */
function diff(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].flatMap((field) => {
    const [from, to] = [before[field] ?? null, after[field] ?? null];
    return BOOKKEEPING.has(field) || JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, from, to }];
  });
}
