import fc from 'fast-check';

import { sampleId, SampleProject } from '../testing/sample-entities.ts';
import { compileQuery } from './compile-query.ts';
import { deriveRecord } from './derive-record.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import { patchRows } from './patch-rows.ts';
import { belongsTo, orderOf } from './query-order.ts';
import type { TableQuery } from './record-table.ts';
import { recordKey, type StoredRecord } from './stored-record.ts';
import { blankRecord } from './transitions.ts';

const catalogue = new EntityCatalogue([SampleProject]);
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(sampleId);

interface Facts {
  readonly name: string;
  readonly status: string;
  readonly budget: number;
}

function project(id: string, facts: Facts | null): StoredRecord {
  const stamp = '2026-01-01T00:00:00Z';
  const base = facts && { id, version: 1, createdTs: stamp, updatedTs: stamp, note: null, ...facts };
  return deriveRecord({ ...blankRecord(recordKey('project', id)), version: 1, base }, catalogue);
}

function rowsOf(store: ReadonlyMap<string, StoredRecord>, query: TableQuery): readonly StoredRecord[] {
  return [...store.values()]
    .filter((record) => belongsTo(record, query))
    .sort(orderOf(query))
    .slice(0, query.limit);
}

const facts = fc.record({
  name: fc.constantFrom('Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo'),
  status: fc.constantFrom('active', 'closed'),
  budget: fc.integer({ min: 0, max: 4 }),
});
const documents = fc.array(fc.tuple(fc.constantFrom(...IDS), fc.option(facts)), { maxLength: 12 });
const queries = fc
  .record({
    orderBy: fc.constantFrom('name', '-name', 'budget', '-budget'),
    where: fc.constantFrom({}, { status: 'active' }, { budget: { gt: 1 } }),
    limit: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ limit, ...list }) => compileQuery({ entityCode: 'project', ...list }, limit, catalogue));
const storeOf = (written: readonly (readonly [string, Facts | null])[]) =>
  written.map(([id, said]): readonly [string, StoredRecord] => [recordKey('project', id), project(id, said)]);

it('finds after any changes what the query itself would find, or says that it has to be asked', () => {
  let told = 0;
  fc.assert(
    fc.property(documents, fc.array(documents, { maxLength: 5 }), queries, (start, steps, query) => {
      const store = new Map(storeOf(start));
      let rows = rowsOf(store, query);
      for (const step of steps) {
        const written = new Map(storeOf(step));
        for (const [key, record] of written) store.set(key, record);
        const patched = patchRows(rows, new Set(written.keys()), written, query);
        if (patched) told += 1;
        rows = patched ?? rowsOf(store, query);
        expect(rows).toEqual(rowsOf(store, query));
      }
    }),
    { numRuns: 500 },
  );
  expect(told).toBeGreaterThan(500);
});

it('gives the very rows from before where nothing of them changed', () => {
  const query = compileQuery({ entityCode: 'project', where: { status: 'active' }, orderBy: 'name' }, 2, catalogue);
  const active = (name: string): Facts => ({ name, status: 'active', budget: 1 });
  const store = new Map(storeOf(IDS.slice(0, 4).map((id, place) => [id, active(`Project ${place}`)])));
  const rows = rowsOf(store, query);
  const behind = new Map(storeOf([[IDS[3] ?? '', active('Project 3, of no concern')]]));
  expect(patchRows(rows, new Set(behind.keys()), behind, query)).toBe(rows);
});
