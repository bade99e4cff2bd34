import type { HeldLock, TabHub } from '../ports/tab-bus.ts';
import { deriveRecord } from './derive-record.ts';
import type { EntityCatalogue } from './entity-catalogue.ts';
import type { Mutation } from './mutation.ts';
import type { RecordTable } from './record-table.ts';
import type { StoreFactory } from './store-factory.ts';
import type { StoredRecord } from './stored-record.ts';
import type { Sweeper } from './sweeper.ts';
import { blankRecord } from './transitions.ts';

export interface UpgradeOptions {
  readonly stores: StoreFactory;
  readonly tabs: TabHub;
  readonly sweeper: Sweeper;
  readonly catalogue: EntityCatalogue;
  /** What the names of all of this user's databases begin with. */
  readonly prefix: string;
  /** The name of the database in use, and the database. */
  readonly name: string;
  readonly table: RecordTable;
  /** Aborted when the database is closed. */
  readonly signal: AbortSignal;
}

/**
 * A release that stores records differently (another `STORE_VERSION`, other slots or fields) opens a database of its
 * own, and takes over what the former one holds. Resolves when it has what was unsent there, under the same idempotency
 * keys, so that it does no harm to take it over twice. The rows follow, so that they are there without a network, too.
 * A database that a tab of the former release has open is that tab's until it is closed: it sends its writes itself.
 */
export async function upgradeStore(options: UpgradeOptions): Promise<void> {
  const { stores, tabs, prefix, name, signal } = options;
  for (const former of await stores.find(prefix)) {
    if (former === name) continue;
    const lock = tabs.openLock(former);
    const held = await lock.tryAcquire();
    if (held) await takeOver(former, held, options);
    else {
      void lock
        .acquire({ steal: false, signal, onLost: () => undefined })
        .then((later) => takeOver(former, later, options))
        // Closed while it waited, or the store failed: the next start tries again.
        .catch(() => undefined);
    }
  }
}

/** Resolves once the unsent writes are taken over. The lock is kept until the rows are, too, and the database is gone. */
async function takeOver(former: string, lock: HeldLock, options: UpgradeOptions): Promise<void> {
  const { stores, table, catalogue } = options;
  const release = (): void => lock.release();
  try {
    const records = await stores.salvage(former);
    // Also those of an entity that this release does not know: the server says what becomes of them.
    await copy(records.filter(isUnsent), table, catalogue);
    void finish(former, records, options).finally(release);
  } catch (error) {
    release();
    throw error;
  }
}

async function finish(
  former: string,
  records: readonly StoredRecord[],
  { sweeper, table, catalogue, signal }: UpgradeOptions,
): Promise<void> {
  const rows = records.filter((record) => !isUnsent(record) && catalogue.has(record.entityCode));
  // Rows that find no room are fetched when they are shown.
  await copy(rows, table, catalogue).catch(() => undefined);
  // Closed meanwhile: the next start goes on.
  if (signal.aborted) return;
  sweeper.condemn(former);
  await sweeper.sweep();
}

async function copy(records: readonly StoredRecord[], table: RecordTable, catalogue: EntityCatalogue): Promise<void> {
  const byKey = new Map(records.map((record) => [record.key, record]));
  await table.modify([...byKey.keys()], (present, key) => {
    const former = byKey.get(key);
    // Another release may have kept less of a record.
    if (!former || !present) return former && deriveRecord({ ...blankRecord(key), ...former }, catalogue);
    const isNew = ({ mutationId }: Mutation): boolean =>
      ![...present.pending, ...present.refused].some((one) => one.mutationId === mutationId);
    const [pending, refused] = [former.pending.filter(isNew), former.refused.filter(isNew)];
    if (pending.length + refused.length === 0) return undefined;
    const merged = {
      ...present,
      pending: [...pending, ...present.pending],
      refused: [...refused, ...present.refused],
    };
    return deriveRecord(merged, catalogue);
  });
}

function isUnsent({ pending, refused }: StoredRecord): boolean {
  return pending.length + refused.length > 0;
}
