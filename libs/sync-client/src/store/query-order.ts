import { SLOT_NAMES } from '@tidemark/entity-model';

import type { TableQuery } from './record-table.ts';
import type { StoredRecord } from './stored-record.ts';

/** Whether a record is among what a query asks for, wherever it stands in the order. */
export function belongsTo(record: StoredRecord, { entityCode, slots, matches }: TableQuery): boolean {
  const isIn = SLOT_NAMES.every((name) => slots[name] === undefined || record[name] === slots[name]);
  return record.list === entityCode && isIn && (!matches || matches(record));
}

/** The order of a query's rows, in which no two records are equal. */
export function orderOf({ sortSlot = 'k0', compare, descending }: TableQuery) {
  const ascending =
    compare ??
    ((left: StoredRecord, right: StoredRecord): number =>
      compareText(left[sortSlot], right[sortSlot]) || compareText(left.key, right.key));
  return (left: StoredRecord, right: StoredRecord): number =>
    descending ? ascending(right, left) : ascending(left, right);
}

/** As IndexedDB compares strings. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
