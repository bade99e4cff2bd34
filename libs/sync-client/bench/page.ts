import { choice, date, defineEntity, integer, ref, required, text } from '@tidemark/entity-model';
import type { Row } from '@tidemark/protocol';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';

import { compileQuery } from '../src/store/compile-query.ts';
import { done } from '../src/store/delete-databases.ts';
import { EntityCatalogue } from '../src/store/entity-catalogue.ts';
import { RecordStore } from '../src/store/record-store.ts';
import { RxStoreFactory } from '../src/store/rx-store-factory.ts';

const Project = defineEntity({
  code: 'project',
  area: 'delivery',
  icon: 'folder',
  title: 'name',
  access: { rule: 'directory' },
  fields: {
    name: required(text()),
    status: required(choice(['planned', 'active', 'done'])),
    dueOn: date(),
    managerId: ref('employee'),
    budget: integer(),
    description: text({ max: 500 }),
  },
  sort: ['name', 'status', 'dueOn', 'budget'],
  filter: ['status', 'dueOn'],
  slots: ['name', 'status', 'dueOn', 'managerId'],
});

const RECORDS = 10_000;
const STATUSES = ['planned', 'active', 'done'];

function row(index: number, version = 1): Row {
  const hex = index.toString(16).padStart(12, '0');
  return {
    id: `0190a0a0-0000-7000-8000-${hex}`,
    version,
    createdTs: '2026-01-01T00:00:00.000000Z',
    updatedTs: '2026-01-01T00:00:00.000000Z',
    name: `Project ${((index * 7_919) % RECORDS).toString().padStart(5, '0')}`,
    status: STATUSES[index % 3],
    dueOn: `2026-${String((index % 12) + 1).padStart(2, '0')}-15`,
    managerId: `0190a0a0-0000-7000-9000-${(index % 300).toString(16).padStart(12, '0')}`,
    budget: index * 10,
    description: 'What this project is about, in a sentence or two, as people write it. '.repeat(3),
  };
}

/** Median of `runs` timings of `work`, in milliseconds. */
async function timed(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((left, right) => left - right);
  return times[Math.floor(runs / 2)] ?? Number.NaN;
}

/** What this browser needs, right now, for the bare minimum: as many rows put into a store without any index. */
async function bareReference(rows: readonly unknown[]): Promise<number> {
  const request = indexedDB.open(`bare-${Date.now()}`);
  request.onupgradeneeded = () => request.result.createObjectStore('rows', { autoIncrement: true });
  const database = await done(request);
  const took = await timed(1, async () => {
    const transaction = database.transaction('rows', 'readwrite');
    const store = transaction.objectStore('rows');
    for (const one of rows) store.put(one);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = reject;
    });
  });
  database.close();
  await done(indexedDB.deleteDatabase(database.name));
  return took;
}

async function bench(): Promise<Record<string, number>> {
  const catalogue = new EntityCatalogue([Project]);
  const name = `bench-${Date.now()}`;
  const stores = new RxStoreFactory(getRxStorageDexie() as never, { multiInstance: true });
  const table = await stores.open(name);
  const store = new RecordStore(table, catalogue);
  const rows = Array.from({ length: RECORDS }, (_, index) => ({
    entityCode: 'project',
    row: row(index),
    readOnly: false,
  }));
  const results: Record<string, number> = {};
  results['reference: 10,000 puts, no index, no RxDB'] = await bareReference(rows);
  results['bulk apply of 10,000 new records'] = await timed(1, () => store.applyRows(rows, () => true));
  const page = (orderBy: string, where: Record<string, unknown> = {}) => {
    const query = compileQuery({ entityCode: 'project', where, orderBy }, 50, catalogue);
    return timed(9, () => table.query(query));
  };
  results['sorted page of 50, slot, ascending'] = await page('name');
  results['sorted page of 50, slot, descending'] = await page('-name');
  results['sorted page of 50, slot, with an equality'] = await page('name', { status: 'active' });
  results['sorted page of 50, no slot (scan)'] = await page('budget');
  results['one record by key'] = await timed(9, () => table.read(['project|0190a0a0-0000-7000-8000-000000000100']));
  results['outbox query over 10,000 records'] = await timed(9, () => table.queued());
  const newer = rows.slice(0, 1_000).map((one, index) => ({ ...one, row: row(index, 2) }));
  results['apply of 1,000 newer versions'] = await timed(1, () => store.applyRows(newer, () => true));
  results['apply of 1,000 known versions'] = await timed(3, () => store.applyRows(newer, () => true));
  await store.close();
  await stores.remove(name);
  return results;
}

Object.assign(globalThis, { bench });
