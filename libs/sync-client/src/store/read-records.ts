import { databasesOf, done } from './delete-databases.ts';
import type { StoredRecord } from './stored-record.ts';

/** Where RxDB's Dexie storage keeps documents inside an IndexedDB database. */
const DOCUMENTS = 'docs';

/** Reads the documents straight from IndexedDB: a database of another release need not fit this one's schema. */
export async function readRecords(
  name: string,
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<readonly StoredRecord[]> {
  if (!factory) return [];
  const found = (await databasesOf(name, factory)).filter((database) => database.endsWith('--records'));
  const documents = await Promise.all(found.map((database) => readDocuments(database, factory)));
  return documents.flat().filter(isRecord);
}

async function readDocuments(name: string, factory: IDBFactory): Promise<readonly unknown[]> {
  const database = await done(factory.open(name));
  try {
    if (!database.objectStoreNames.contains(DOCUMENTS)) return [];
    return await done<unknown[]>(database.transaction(DOCUMENTS).objectStore(DOCUMENTS).getAll());
  } finally {
    database.close();
  }
}

function isRecord(document: unknown): document is StoredRecord {
  if (typeof document !== 'object' || document === null) return false;
  const { pending, refused, key } = document as Partial<StoredRecord>;
  return typeof key === 'string' && Array.isArray(pending) && Array.isArray(refused);
}
