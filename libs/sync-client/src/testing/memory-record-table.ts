import type { SlotName } from '@tidemark/entity-model';
import { Subject } from 'rxjs';

import type { RecordTable, TableQuery, Transition } from '../store/record-table.ts';
import { isVacant, type StoredRecord } from '../store/stored-record.ts';

/** What all tabs of a simulated browser share: the documents, and who is to hear of changes. */
export class MemoryRecordDatabase {
  readonly documents = new Map<string, StoredRecord>();
  readonly changes$ = new Subject<ReadonlySet<string>>();

  /** One tab's handle. */
  open(): RecordTable {
    return new MemoryRecordTable(this);
  }
}

/**
 * `RecordTable` in memory for simulations: the same compare-and-set, without RxDB's cost, so that a thousand simulated
 * sessions run in seconds.
 */
class MemoryRecordTable implements RecordTable {
  readonly changes$ = new Subject<ReadonlySet<string>>();
  readonly #database: MemoryRecordDatabase;
  #isClosed = false;

  constructor(database: MemoryRecordDatabase) {
    this.#database = database;
    database.changes$.subscribe(this.changes$);
  }

  async modify(keys: readonly string[], transition: Transition): Promise<void> {
    const changed = new Set<string>();
    for (const key of new Set(keys)) {
      for (;;) {
        this.#assertOpen();
        const previous = this.#database.documents.get(key);
        const next = transition(previous, key);
        if (!next) break;
        // Other tabs get their turn between read and write, as they do in a browser.
        await Promise.resolve();
        if (this.#database.documents.get(key) !== previous) continue;
        this.#assertOpen();
        this.#database.documents.set(key, next);
        changed.add(key);
        break;
      }
    }
    if (changed.size > 0) this.#database.changes$.next(changed);
  }

  async read(keys: readonly string[]): Promise<Map<string, StoredRecord>> {
    this.#assertOpen();
    const found = new Map<string, StoredRecord>();
    for (const key of keys) {
      const record = this.#database.documents.get(key);
      if (record) found.set(key, record);
    }
    return found;
  }

  async query({
    entityCode,
    slots,
    sortSlot,
    descending,
    matches,
    compare,
    limit,
  }: TableQuery): Promise<StoredRecord[]> {
    this.#assertOpen();
    const wanted = Object.entries(slots) as [SlotName, string][];
    const order = sortSlot ? compareBy(sortSlot) : (compare ?? compareBy('k0'));
    const sorted = [...this.#database.documents.values()]
      .filter((record) => record.list === entityCode && wanted.every(([name, value]) => record[name] === value))
      .filter((record) => !matches || matches(record))
      .sort(order);
    return (descending ? sorted.reverse() : sorted).slice(0, limit);
  }

  async queued(): Promise<StoredRecord[]> {
    this.#assertOpen();
    return [...this.#database.documents.values()]
      .filter(({ queue }) => queue !== '')
      .sort((left, right) => (left.queue < right.queue ? -1 : 1));
  }

  async all(): Promise<StoredRecord[]> {
    this.#assertOpen();
    return [...this.#database.documents.values()].filter((record) => !isVacant(record));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.changes$.complete();
  }

  async destroy(): Promise<void> {
    this.#database.documents.clear();
    await this.close();
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new Error('the record table is closed');
  }
}

function compareBy(slot: SlotName): (left: StoredRecord, right: StoredRecord) => number {
  return (left, right) => {
    if (left[slot] !== right[slot]) return left[slot] < right[slot] ? -1 : 1;
    return left.key < right.key ? -1 : 1;
  };
}
