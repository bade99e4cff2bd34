import { createRxDatabase, type RxCollection, type RxStorage } from 'rxdb/plugins/core';

import { deleteDatabases } from './delete-databases.ts';
import { hashText } from './hash-text.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import { RxRecordTable } from './rx-record-table.ts';
import type { StoredRecord } from './stored-record.ts';

export interface OpenOptions {
  readonly name: string;
  readonly storage: RxStorage<unknown, unknown>;
  /** Whether changes are announced to other tabs with the same database open. */
  readonly multiInstance: boolean;
}

/** Opens (or creates) one user's database. Rejects where the browser refuses storage. */
export async function openRxDatabase({ name, storage, multiInstance }: OpenOptions): Promise<RxRecordTable> {
  const database = await createRxDatabase<{ records: RxCollection<StoredRecord> }>({
    name,
    storage,
    multiInstance,
    eventReduce: false,
    hashFunction: (text) => Promise.resolve(hashText(String(text))),
  });
  const { records } = await database.addCollections({ records: { schema: RECORD_SCHEMA } });
  return new RxRecordTable(records, async () => {
    await database.remove();
    await deleteDatabases(name);
  });
}
