import { SLOT_NAMES, type SlotName } from '@tidemark/entity-model';
import type { RxStorageInstance } from 'rxdb/plugins/core';

import { belongsTo, orderOf } from './query-order.ts';
import type { TableQuery } from './record-table.ts';
import { type StoredDocument, toRecord } from './stored-document.ts';
import type { StoredRecord } from './stored-record.ts';

/** The few calls of Dexie that are needed; RxDB exposes its Dexie database as the storage instance's `internals`. */
interface DexieCollection {
  reverse(): DexieCollection;
  limit(count: number): DexieCollection;
  count(): Promise<number>;
  toArray(): Promise<StoredDocument[]>;
}
interface DexieTable {
  where(index: string): {
    between(lower: unknown[], upper: unknown[], withLower: boolean, withUpper: boolean): DexieCollection;
  };
}
interface DexieInternals {
  dexieTable: DexieTable;
  dexieDb: { transaction<Result>(mode: 'r', table: DexieTable, run: () => Promise<Result>): Promise<Result> };
}

/** How a document that is not deleted stands in every index. */
const LIVE = '0';
/** Dexie's largest key: an empty array sorts behind every string. */
const LARGEST: unknown[] = [];
/** Rows that are read and sorted rather than an index walked for them. */
const FEW_ROWS = 500;
/** Rows of one read at most: what comes in one piece holds up the page until it is unpacked. */
const CHUNK_ROWS = 1_000;

/**
 * A query answered from IndexedDB in bulk reads. RxDB walks a cursor, an event for each row, knows no way to go backwards
 * or to use the index of an equality, and so reads the whole entity for five rows of it: measured with 24,000 records
 * kept, a second instead of some milliseconds. `undefined` where the storage is not Dexie.
 */
export async function queryDexie(
  storage: RxStorageInstance<StoredRecord, unknown, unknown>,
  query: TableQuery,
): Promise<readonly StoredRecord[] | undefined> {
  const internals = await (storage.internals as Promise<Partial<DexieInternals> | undefined>);
  const { dexieDb, dexieTable } = internals ?? {};
  if (!dexieDb || !dexieTable) return undefined;
  // One transaction, so that a row which moves meanwhile is not found twice.
  return dexieDb.transaction('r', dexieTable, async () => {
    const few = await readFew(dexieTable, query);
    const rows = few ?? (await walk(dexieTable, query));
    return (few || !query.sortSlot ? rows.sort(orderOf(query)) : rows).slice(0, query.limit);
  });
}

/** The rows by the index of an equality, where that leaves few enough. */
async function readFew(table: DexieTable, query: TableQuery): Promise<StoredRecord[] | undefined> {
  const { entityCode, slots } = query;
  const ranges = SLOT_NAMES.flatMap((name) => {
    const value = slots[name];
    if (value === undefined) return [];
    return [range(table, name, [LIVE, entityCode, value], [LIVE, entityCode, value, LARGEST])];
  });
  for (const equal of ranges) {
    if ((await equal.count()) > FEW_ROWS) continue;
    return (await equal.toArray()).map(toRecord).filter((record) => belongsTo(record, query));
  }
  return undefined;
}

/** The rows along the index of the sort, as far as is needed; all of them where no index gives the order. */
async function walk(table: DexieTable, query: TableQuery): Promise<StoredRecord[]> {
  const { entityCode, sortSlot, descending, limit } = query;
  const slot = sortSlot ?? 'k0';
  const isBackwards = descending && sortSlot !== undefined;
  const wanted = sortSlot ? limit : Infinity;
  const rows: StoredRecord[] = [];
  let lower: unknown[] = [LIVE, entityCode];
  let upper: unknown[] = [LIVE, entityCode, LARGEST];
  let size = Math.min(wanted, CHUNK_ROWS);
  for (;;) {
    const ahead = range(table, slot, lower, upper);
    const chunk = await (isBackwards ? ahead.reverse() : ahead).limit(size).toArray();
    rows.push(...chunk.map(toRecord).filter((record) => belongsTo(record, query)));
    const end = chunk.at(-1);
    if (!end || chunk.length < size || rows.length >= wanted) return rows;
    const reached = [LIVE, entityCode, end[slot], end.key];
    if (isBackwards) upper = reached;
    else lower = reached;
    // Conditions left some out: the rest may be far.
    size = Math.min(2 * size, CHUNK_ROWS);
  }
}

/** Between two places of a slot's index, both left out: what is shorter than an entry stands before those it begins. */
function range(table: DexieTable, slot: SlotName, lower: unknown[], upper: unknown[]): DexieCollection {
  return table.where(`[_deleted+list+${slot}+key]`).between(lower, upper, false, false);
}
