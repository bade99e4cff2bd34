import { Subject, type Subscription } from 'rxjs';

import { belongsTo, orderOf } from '../store/query-order.ts';
import type { RecordTable, TableQuery, Transition } from '../store/record-table.ts';
import { isVacant, type StoredRecord } from '../store/stored-record.ts';

/** What all tabs of a simulated browser share: the documents, and who is to hear of changes. */
export class MemoryRecordDatabase {
  readonly documents = new Map<string, StoredRecord>();
  readonly changes$ = new Subject<ReadonlySet<string>>();
  /** Tabs that have it open, those of crashed tabs not counted. */
  get handles(): number {
    return [...this.#open].filter((isAlive) => isAlive()).length;
  }
  readonly #open = new Set<() => boolean>();

  /** One tab's handle. Once `isAlive` says no, nothing of it has an effect any more, as after a crash. */
  open(isAlive: () => boolean = () => true): RecordTable {
    const handle = (): boolean => isAlive();
    this.#open.add(handle);
    return new MemoryRecordTable(this, { isAlive, onClose: () => this.#open.delete(handle) });
  }
}

/**
 * `RecordTable` in memory for simulations: the same compare-and-set, without RxDB's cost, so that a thousand simulated
 * sessions run in seconds.
 */
class MemoryRecordTable implements RecordTable {
  readonly changes$ = new Subject<ReadonlySet<string>>();
  readonly #database: MemoryRecordDatabase;
  readonly #isAlive: () => boolean;
  readonly #onClose: () => void;
  readonly #changes: Subscription;
  #isClosed = false;

  constructor(database: MemoryRecordDatabase, { isAlive, onClose }: { isAlive: () => boolean; onClose: () => void }) {
    this.#database = database;
    this.#isAlive = isAlive;
    this.#onClose = onClose;
    this.#changes = database.changes$.subscribe((keys) => isAlive() && this.changes$.next(keys));
  }

  async modify(keys: readonly string[], transition: Transition): Promise<void> {
    const changed = new Set<string>();
    for (const key of new Set(keys)) {
      for (;;) {
        await this.#assertOpen();
        const previous = this.#database.documents.get(key);
        const next = transition(previous, key);
        if (!next) break;
        // Other tabs get their turn between read and write, as they do in a browser.
        await this.#assertOpen();
        if (this.#database.documents.get(key) !== previous) continue;
        this.#database.documents.set(key, next);
        changed.add(key);
        break;
      }
    }
    if (changed.size > 0) this.#database.changes$.next(changed);
  }

  async read(keys: readonly string[]): Promise<Map<string, StoredRecord>> {
    await this.#assertOpen();
    const found = new Map<string, StoredRecord>();
    for (const key of keys) {
      const record = this.#database.documents.get(key);
      if (record) found.set(key, record);
    }
    return found;
  }

  async query(query: TableQuery): Promise<StoredRecord[]> {
    await this.#assertOpen();
    return [...this.#database.documents.values()]
      .filter((record) => belongsTo(record, query))
      .sort(orderOf(query))
      .slice(0, query.limit);
  }

  async queued(): Promise<StoredRecord[]> {
    await this.#assertOpen();
    return [...this.#database.documents.values()]
      .filter(({ queue }) => queue !== '')
      .sort((left, right) => (left.queue < right.queue ? -1 : 1));
  }

  async all(): Promise<StoredRecord[]> {
    await this.#assertOpen();
    return [...this.#database.documents.values()].filter((record) => !isVacant(record));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#onClose();
    this.#changes.unsubscribe();
    this.changes$.complete();
  }

  async #assertOpen(): Promise<void> {
    if (!this.#isAlive()) await new Promise(() => undefined);
    if (this.#isClosed) throw new Error('the record table is closed');
  }
}
