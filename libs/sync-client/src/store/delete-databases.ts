/** Where RxDB's Dexie storage keeps a database: one IndexedDB database per collection, and one of its own. */
const PREFIX = 'rxdb-dexie-';

/** A deletion that another tab's open connection holds up is given up after this long; the sweep finishes it later. */
const BLOCKED_MS = 1_500;

/** Names of the IndexedDB databases that belong to an RxDB database; all of ours where `name` is a common prefix. */
export async function databasesOf(
  name: string,
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<string[]> {
  if (!factory) return [];
  const found = await factory.databases();
  return found.flatMap((database) => (database.name?.startsWith(`${PREFIX}${name}`) ? [database.name] : []));
}

/** The RxDB database that an IndexedDB database belongs to: `rxdb-dexie-<name>--<schema>--<collection>`. */
export function storeNameOf(database: string): string | undefined {
  return new RegExp(`^${PREFIX}(.+)--\\d+--[^-]+$`).exec(database)?.[1];
}

/** The result of an IndexedDB request. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
  });
}

/** Empties every object store, which works even while a frozen tab keeps the database from being deleted. */
async function empty(name: string, factory: IDBFactory): Promise<void> {
  const database = await done(factory.open(name));
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return;
    const transaction = database.transaction(stores, 'readwrite');
    await Promise.all(stores.map((store) => done(transaction.objectStore(store).clear())));
  } finally {
    database.close();
  }
}

function remove(name: string, factory: IDBFactory): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = factory.deleteDatabase(name);
    const timer = setTimeout(resolve, BLOCKED_MS);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve();
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error ?? new Error(`IndexedDB database ${name} could not be deleted`));
    };
  });
}

/**
 * Empties, then deletes every IndexedDB database of an RxDB database, and looks whether they are gone.
 * Resolves to the names that are still there: empty, but held open by a tab that does not answer.
 */
export async function deleteDatabases(
  name: string,
  factory: IDBFactory | undefined = globalThis.indexedDB,
): Promise<readonly string[]> {
  if (!factory) return [];
  for (const database of await databasesOf(name, factory)) {
    await empty(database, factory);
    await remove(database, factory);
  }
  return databasesOf(name, factory);
}
