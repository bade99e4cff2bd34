import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';

import { databasesOf, deleteDatabases, storeNameOf } from './delete-databases.ts';
import { hashText } from './hash-text.ts';
import { readRecords } from './read-records.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import type { RecordTable } from './record-table.ts';
import { RxRecordTable } from './rx-record-table.ts';
import type { StoreFactory } from './store-factory.ts';
import type { StoredRecord } from './stored-record.ts';

/** Databases of RxDB, each with the one collection of records. */
export class RxStoreFactory implements StoreFactory {
  readonly #storage: RxStorage<unknown, unknown>;
  readonly #multiInstance: boolean;

  /** `multiInstance`: whether changes are announced to other tabs with the same database open. */
  constructor(storage: RxStorage<unknown, unknown>, { multiInstance }: { multiInstance: boolean }) {
    this.#storage = storage;
    this.#multiInstance = multiInstance;
  }

  async open(name: string): Promise<RecordTable> {
    const database = await createRxDatabase<{ records: RxCollection<StoredRecord> }>({
      name,
      storage: this.#storage,
      multiInstance: this.#multiInstance,
      eventReduce: false,
      hashFunction: (text) => Promise.resolve(hashText(String(text))),
    });
    const { records } = await database.addCollections({ records: { schema: RECORD_SCHEMA } });
    return new RxRecordTable(records);
  }

  async remove(name: string): Promise<boolean> {
    return (await deleteDatabases(name)).length === 0;
  }

  async find(prefix: string): Promise<readonly string[]> {
    return [...new Set((await databasesOf(prefix)).flatMap((found) => storeNameOf(found) ?? []))];
  }

  salvage(name: string): Promise<readonly StoredRecord[]> {
    return readRecords(name);
  }
}
