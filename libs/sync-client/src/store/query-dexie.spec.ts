import { jest } from '@jest/globals';
import { IDBFactory, IDBIndex, IDBKeyRange } from 'fake-indexeddb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

import { SampleProject } from '../testing/sample-entities.ts';
import { compileQuery } from './compile-query.ts';
import { deriveRecord } from './derive-record.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import type { RecordTable } from './record-table.ts';
import { RxStoreFactory } from './rx-store-factory.ts';
import { recordKey, type StoredRecord } from './stored-record.ts';
import { blankRecord } from './transitions.ts';

const catalogue = new EntityCatalogue([SampleProject]);
/** More than are read in one piece. */
const COUNT = 1_300;

function project(place: number): StoredRecord {
  const id = `0000${String(place).padStart(4, '0')}-0000-4000-8000-000000000000`;
  const stamp = '2026-01-01T00:00:00Z';
  const name = `Project ${String(place).padStart(4, '0')}`;
  const status = place % 400 === 0 ? 'active' : 'closed';
  const base = { id, version: 1, createdTs: stamp, updatedTs: stamp, name, status, budget: place, note: null };
  return deriveRecord({ ...blankRecord(recordKey('project', id)), version: 1, base }, catalogue);
}

describe('queries over more records than are read at once', () => {
  let table: RecordTable;
  beforeAll(async () => {
    const storage = getRxStorageDexie({ indexedDB: new IDBFactory(), IDBKeyRange });
    table = await new RxStoreFactory(storage as never, { multiInstance: false }).open('many');
    const records = new Map(Array.from({ length: COUNT }, (_, place) => project(place)).map((one) => [one.key, one]));
    await table.modify([...records.keys()], (_, key) => records.get(key), { assumeNew: true });
  });
  afterAll(() => table.close());

  async function find(orderBy: string, where: Record<string, unknown>, limit: number) {
    const read = jest.spyOn(IDBIndex.prototype, 'getAll');
    const rows = await table.query(compileQuery({ entityCode: 'project', where, orderBy }, limit, catalogue));
    const count = read.mock.results.reduce((sum, { value }) => sum + (value as IDBRequest<unknown[]>).result.length, 0);
    read.mockRestore();
    return { budgets: rows.map(({ data }) => data?.['budget']), count };
  }

  it('read as many rows as they show, where the index gives their order', async () => {
    const { budgets, count } = await find('name', {}, 3);
    expect([budgets, count]).toEqual([[0, 1, 2], 3]);
  });

  it('read only what an equality leaves, also for an order that another index has, or none', async () => {
    for (const orderBy of ['name', 'budget']) {
      const { budgets, count } = await find(orderBy, { status: 'active' }, 50);
      expect([budgets, count]).toEqual([[0, 400, 800, 1_200], 4]);
    }
    expect((await find('-budget', { status: 'active' }, 2)).budgets).toEqual([1_200, 800]);
  });

  it('go on behind the rows of one read until the page is full, both ways', async () => {
    const far = { budget: { between: [1_250, 1_252] } };
    expect((await find('name', far, 2)).budgets).toEqual([1_250, 1_251]);
    expect((await find('-name', { budget: { lt: 2 } }, 50)).budgets).toEqual([1, 0]);
    const { budgets } = await find('-name', { status: 'closed' }, COUNT);
    expect([budgets.length, budgets[0], budgets.at(-1)]).toEqual([COUNT - 4, 1_299, 1]);
  });
});
