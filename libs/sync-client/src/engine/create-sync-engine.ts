import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

import { browserPresence } from '../connection/browser-presence.ts';
import { browserTransport } from '../connection/browser-transport.ts';
import { systemClock } from '../ports/clock.ts';
import { EntityCatalogue } from '../store/entity-catalogue.ts';
import { hashText } from '../store/hash-text.ts';
import { openRxDatabase } from '../store/open-rx-database.ts';
import { RecordStore } from '../store/record-store.ts';
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
  const databaseName = `tidemark-${hashText(`${options.apiUrl} ${options.user.id}`)}`;
  const catalogue = new EntityCatalogue(options.entities);
  const open =
    options.openTable ??
    ((name: string) =>
      openRxDatabase({
        name,
        storage: options.storage ?? getRxStorageDexie(),
        multiInstance: typeof window !== 'undefined',
      }));
  const table = await open(databaseName);
  const store = new RecordStore(table, catalogue);
  const engine = new Engine({
    databaseName,
    store,
    apiUrl: options.apiUrl,
    accessToken: (request) => options.accessToken(request),
    transport: options.transport ?? browserTransport,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    presence: options.presence ?? browserPresence,
    tabs: options.tabs ?? browserTabHub,
    tuning: { ...DEFAULT_TUNING, ...options.tuning },
    wipe: () => store.destroy(),
    // eslint-disable-next-line no-console -- these lines are the product's promise to developers
    log: options.log ?? ((line) => console.info(line)),
  });
  engine.start();
  return engine;
}
