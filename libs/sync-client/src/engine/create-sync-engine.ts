import type { RxStorage } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

import { browserPresence } from '../connection/browser-presence.ts';
import { browserTransport } from '../connection/browser-transport.ts';
import { systemClock } from '../ports/clock.ts';
import { browserNotes } from '../ports/note-store.ts';
import { EntityCatalogue } from '../store/entity-catalogue.ts';
import { hashText } from '../store/hash-text.ts';
import { STORE_VERSION } from '../store/record-schema.ts';
import { RecordStore } from '../store/record-store.ts';
import { RxStoreFactory } from '../store/rx-store-factory.ts';
import { Sweeper } from '../store/sweeper.ts';
import { upgradeStore } from '../store/upgrade-store.ts';
import { browserTabHub } from '../tabs/browser-tab-hub.ts';
import { Engine } from './engine.ts';
import type { SyncEngine, SyncEngineOptions } from './sync-engine.ts';
import { DEFAULT_TUNING } from './tuning.ts';

/**
 * Opens the user's local store and starts to synchronise. Resolves as soon as the store can be read and written, with
 * or without a network; rejects only where the browser gives no storage at all.
 *
 * @example
 * const engine = await createSyncEngine({ user, entities: [Project, Task], apiUrl: '', accessToken });
 * const open = engine.records(Task).find({ where: { status: 'open' }, orderBy: 'dueOn' });
 * open.rows$.subscribe((rows) => render(rows));
 */
export async function createSyncEngine(options: SyncEngineOptions): Promise<SyncEngine> {
  const catalogue = new EntityCatalogue(options.entities);
  const prefix = `tidemark-${hashText(`${options.apiUrl} ${options.user.id}`)}-`;
  const databaseName = `${prefix}${STORE_VERSION}-${hashText(catalogue.fingerprint()).slice(0, 8)}`;
  const tabs = options.tabs ?? browserTabHub;
  const stores = options.stores ?? rxStores(options.storage);
  const sweeper = new Sweeper(stores, options.notes ?? browserNotes);
  await sweeper.sweep();
  const table = await stores.open(databaseName);
  const closing = new AbortController();
  await upgradeStore({
    stores,
    tabs,
    sweeper,
    catalogue,
    prefix,
    name: databaseName,
    table,
    signal: closing.signal,
  });
  const store = new RecordStore(table, catalogue);
  const engine = new Engine({
    databaseName,
    databasePrefix: prefix,
    closing,
    stores,
    store,
    apiUrl: options.apiUrl,
    accessToken: (request) => options.accessToken(request),
    transport: options.transport ?? browserTransport,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    presence: options.presence ?? browserPresence,
    tabs,
    tuning: { ...DEFAULT_TUNING, ...options.tuning },
    sweeper,
    // eslint-disable-next-line no-console -- these lines are the product's promise to developers
    log: options.log ?? ((line) => console.info(line)),
  });
  engine.start();
  return engine;
}

/** IndexedDB through Dexie unless told; tabs hear of each other's changes only where there are tabs. */
function rxStores(storage: RxStorage<unknown, unknown> = getRxStorageDexie()): RxStoreFactory {
  return new RxStoreFactory(storage, { multiInstance: typeof window !== 'undefined' });
}
