import type { TabHub } from '../ports/tab-bus.ts';
import { deriveRecord } from './derive-record.ts';
import type { EntityCatalogue } from './entity-catalogue.ts';
import type { Mutation } from './mutation.ts';
import type { RecordTable } from './record-table.ts';
import type { StoreFactory } from './store-factory.ts';
import type { StoredRecord } from './stored-record.ts';
import type { Sweeper } from './sweeper.ts';

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
}

/**
 * A release that stores records differently (another `STORE_VERSION`, other slots or fields) opens a database of its
 * own. What was unsent in the former one is taken over, under the same idempotency keys, so that it does no harm to
 * take it over twice; everything else is fetched again. A database that a tab of the former release still has open is
 * left alone: that tab sends its writes itself, and the next start takes over what it leaves.
 */
export async function upgradeStore({
  stores,
  tabs,
  sweeper,
  catalogue,
  prefix,
  name,
  table,
}: UpgradeOptions): Promise<void> {
  for (const former of await stores.find(prefix)) {
    if (former === name) continue;
    const lock = await tabs.openLock(former).tryAcquire();
    if (!lock) continue;
    try {
      const unsent = await stores.salvage(former);
      const known = unsent.filter(({ entityCode }) => catalogue.has(entityCode));
      await takeOver(known, table, catalogue);
      // Writes of an entity that this release does not know stay where they are, for one that does.
      if (known.length < unsent.length) continue;
      sweeper.condemn(former);
      await sweeper.sweep();
    } finally {
      lock.release();
    }
  }
}

async function takeOver(
  unsent: readonly StoredRecord[],
  table: RecordTable,
  catalogue: EntityCatalogue,
): Promise<void> {
  const byKey = new Map(unsent.map((record) => [record.key, record]));
  await table.modify([...byKey.keys()], (present, key) => {
    const former = byKey.get(key);
    if (!former) return undefined;
    if (!present) return deriveRecord(former, catalogue);
    const isNew = ({ mutationId }: Mutation): boolean =>
      ![...present.pending, ...present.refused].some((one) => one.mutationId === mutationId);
    return deriveRecord(
      {
        ...present,
        pending: [...former.pending.filter(isNew), ...present.pending],
        refused: [...former.refused.filter(isNew), ...present.refused],
      },
      catalogue,
    );
  });
}
