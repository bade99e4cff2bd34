import type { RecordTable } from '../store/record-table.ts';
import type { StoreFactory } from '../store/store-factory.ts';
import type { StoredRecord } from '../store/stored-record.ts';
import { MemoryRecordDatabase } from './memory-record-table.ts';

/** The databases of one simulated browser, in memory. */
export class MemoryStores implements StoreFactory {
  readonly databases: Map<string, MemoryRecordDatabase>;
  /** Whether the tab that these stores were given to still lives. */
  readonly #isAlive: () => boolean;

  constructor(databases = new Map<string, MemoryRecordDatabase>(), isAlive: () => boolean = () => true) {
    this.databases = databases;
    this.#isAlive = isAlive;
  }

  /** The same databases as another tab sees them. */
  forTab(isAlive: () => boolean): MemoryStores {
    return new MemoryStores(this.databases, isAlive);
  }

  open(name: string): Promise<RecordTable> {
    const database = this.databases.get(name) ?? new MemoryRecordDatabase();
    this.databases.set(name, database);
    return Promise.resolve(database.open(this.#isAlive));
  }

  async remove(name: string): Promise<boolean> {
    if (!this.#isAlive()) await new Promise(() => undefined);
    const database = this.databases.get(name);
    database?.documents.clear();
    const isGone = (database?.handles ?? 0) === 0;
    if (isGone) this.databases.delete(name);
    return isGone;
  }

  async find(prefix: string): Promise<readonly string[]> {
    if (!this.#isAlive()) await new Promise(() => undefined);
    return [...this.databases.keys()].filter((name) => name.startsWith(prefix));
  }

  salvage(name: string): Promise<readonly StoredRecord[]> {
    return Promise.resolve([...(this.databases.get(name)?.documents.values() ?? [])]);
  }
}
