import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';

import { MemoryStores } from '../testing/memory-stores.ts';
import { sampleId, SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { compileQuery } from './compile-query.ts';
import { deriveRecord } from './derive-record.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import type { RecordTable, Transition } from './record-table.ts';
import { RxStoreFactory } from './rx-store-factory.ts';
import { recordKey, type StoredRecord } from './stored-record.ts';
import { blankRecord } from './transitions.ts';

const catalogue = new EntityCatalogue([SampleProject, SampleTask]);
const IDS = ['a', 'b', 'c', 'd', 'e'].map(sampleId);

function record(
  index: number,
  name: string,
  { status = 'active', budget = index }: { status?: string; budget?: number } = {},
): StoredRecord {
  const id = IDS[index] ?? '';
  const stamp = '2026-01-01T00:00:00Z';
  const base = { id, version: 1, createdTs: stamp, updatedTs: stamp, name, status, budget, note: null };
  return deriveRecord({ ...blankRecord(recordKey('project', id)), version: 1, base }, catalogue);
}

async function put(table: RecordTable, ...records: readonly StoredRecord[]): Promise<void> {
  const byKey = new Map(records.map((one) => [one.key, one]));
  await table.modify([...byKey.keys()], (_, key) => byKey.get(key));
}

const names = (records: readonly StoredRecord[]): unknown[] => records.map(({ data }) => data?.['name']);

async function find(
  table: RecordTable,
  orderBy: string,
  where: Record<string, unknown> = {},
  limit = 10,
): Promise<unknown[]> {
  return names(await table.query(compileQuery({ entityCode: 'project', where, orderBy }, limit, catalogue)));
}

let opened = 0;
const KINDS: Record<string, () => Promise<RecordTable>> = {
  'RxDB in memory': () =>
    new RxStoreFactory(getRxStorageMemory() as never, { multiInstance: false }).open(`tables-${(opened += 1)}`),
  'RxDB on IndexedDB (Dexie)': () =>
    new RxStoreFactory(getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange }) as never, {
      multiInstance: false,
    }).open(`tables-${(opened += 1)}`),
  'memory, for simulations': () => new MemoryStores().open('tables'),
};

describe.each(Object.entries(KINDS))('a record table on %s', (_, open) => {
  let table: RecordTable;

  beforeEach(async () => {
    table = await open();
    await put(
      table,
      record(0, 'Delta'),
      record(1, 'Alpha', { status: 'closed' }),
      record(2, 'Charlie'),
      record(3, 'Bravo'),
    );
  });
  afterEach(() => table.close());

  it('sorts by slot, both ways, with a limit', async () => {
    expect(await find(table, 'name')).toEqual(['Alpha', 'Bravo', 'Charlie', 'Delta']);
    expect(await find(table, '-name')).toEqual(['Delta', 'Charlie', 'Bravo', 'Alpha']);
    expect(await find(table, 'name', {}, 2)).toEqual(['Alpha', 'Bravo']);
    expect(await find(table, '-name', {}, 2)).toEqual(['Delta', 'Charlie']);
  });

  it('sorts by a field without a slot', async () => {
    expect(await find(table, 'budget', {}, 3)).toEqual(['Delta', 'Alpha', 'Charlie']);
    expect(await find(table, '-budget', {}, 3)).toEqual(['Bravo', 'Charlie', 'Alpha']);
  });

  it('filters by slot and by any other condition', async () => {
    expect(await find(table, 'name', { status: 'active' })).toEqual(['Bravo', 'Charlie', 'Delta']);
    expect(await find(table, '-name', { status: 'active' }, 2)).toEqual(['Delta', 'Charlie']);
    expect(await find(table, 'name', { budget: { gt: 0 }, status: 'active' })).toEqual(['Bravo', 'Charlie']);
    expect(await find(table, 'name', { name: { contains: 'LPH' } })).toEqual(['Alpha']);
    expect(await find(table, 'name', { budget: { between: [1, 2] } })).toEqual(['Alpha', 'Charlie']);
    expect(await find(table, 'name', { budget: { in: [0, 3] } })).toEqual(['Bravo', 'Delta']);
    expect(await find(table, 'name', { note: null }, 1)).toEqual(['Alpha']);
  });

  it('sees a change in the next query, and tells which documents changed', async () => {
    const changed: string[] = [];
    table.changes$.subscribe((keys) => changed.push(...keys));
    await table.modify([record(0, '').key], () => record(0, 'Aaron'));
    expect(await find(table, 'name', {}, 1)).toEqual(['Aaron']);
    expect(changed).toEqual([record(0, '').key]);
  });

  it('keeps a vacant document out of every query, but remembers it', async () => {
    const { key } = record(0, '');
    await table.modify([key], (present) => present && deriveRecord({ ...present, base: null, version: 7 }, catalogue));
    expect(await find(table, 'name')).toEqual(['Alpha', 'Bravo', 'Charlie']);
    expect(await table.all()).toHaveLength(3);
    expect((await table.read([key])).get(key)).toMatchObject({ version: 7, data: null, base: null });
    await put(table, record(0, 'Back again'));
    expect(await find(table, '-name', {}, 1)).toEqual(['Charlie']);
    expect(await find(table, 'name', {}, 2)).toEqual(['Alpha', 'Back again']);
  });

  it('lists documents with waiting writes in the order of their first one', async () => {
    const waiting = (index: number, mutationId: string): StoredRecord =>
      deriveRecord(
        {
          ...record(index, 'Waiting'),
          pending: [
            { mutationId, action: 'UPDATE', fields: { note: 'n' }, seen: {}, baseVersion: 1, queuedAt: 0, attempts: 0 },
          ],
        },
        catalogue,
      );
    await put(table, waiting(2, 'm2'), waiting(0, 'm3'), waiting(3, 'm1'));
    expect((await table.queued()).map(({ queue, data }) => [queue, data?.['note']])).toEqual([
      ['m1', 'n'],
      ['m2', 'n'],
      ['m3', 'n'],
    ]);
  });

  it('applies concurrent changes of one document one after the other, losing none', async () => {
    const { key } = record(0, '');
    const add = (): Promise<void> =>
      table.modify([key], (present) => {
        if (!present?.base) return undefined;
        const version = present.version + 1;
        return deriveRecord({ ...present, version, base: { ...present.base, version } }, catalogue);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await table.read([key])).get(key)?.version).toBe(21);
  });

  it('computes a known document from what it is, also where all were assumed to be new', async () => {
    const [known, unknown] = [record(0, '').key, record(4, '').key];
    const apply: Transition = (present, key) =>
      present ? { ...present, version: present.version + 1 } : record(key === known ? 0 : 4, 'New');
    await table.modify([known, unknown], apply, { assumeNew: true });
    const found = await table.read([known, unknown]);
    expect(found.get(known)).toMatchObject({ version: 2, data: { name: 'Delta' } });
    expect(found.get(unknown)).toMatchObject({ version: 1, data: { name: 'New' } });

    const changed: string[] = [];
    table.changes$.subscribe((keys) => changed.push(...keys));
    const declineKnown: Transition = (present, key) => (present ? undefined : apply(present, key));
    await table.modify([known, unknown], declineKnown, { assumeNew: true });
    expect(changed).toEqual([]);
  });

  it('does not write where the transition declines', async () => {
    const changed: string[] = [];
    table.changes$.subscribe((keys) => changed.push(...keys));
    await table.modify([record(0, '').key, 'project|unknown'], () => undefined);
    expect(changed).toEqual([]);
  });
});
