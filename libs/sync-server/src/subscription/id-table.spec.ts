import fc from 'fast-check';

import { IdTable } from './id-table.ts';

/** Few enough that they are added, deleted and added again, and enough that the table grows and shrinks. */
const everyId = Array.from({ length: 400 }, (_, n) => String(n));
const entityId = fc.constantFrom(...everyId);
/** Stretches of one kind of step, so that the table fills and empties. */
const steps = fc
  .array(fc.tuple(fc.boolean(), fc.array(entityId, { maxLength: 100 })), { maxLength: 20 })
  .map((stretches) => stretches.flatMap(([isAdded, ids]) => ids.map((id) => [isAdded, id] as const)));

it('holds what a Map holds, after any additions and deletions', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const [table, map] = [new IdTable<{ entityId: string }>(), new Map<string, { entityId: string }>()];
      for (const [isAdded, id] of sequence) {
        if (!isAdded) {
          table.delete(id);
          map.delete(id);
        } else if (!map.has(id)) {
          const entry = { entityId: id };
          table.add(entry);
          map.set(id, entry);
        }
      }
      expect(table.size).toBe(map.size);
      expect(new Set(table.values())).toEqual(new Set(map.values()));
      expect(everyId.filter((id) => table.get(id) !== map.get(id))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('takes twenty thousand ids and gives each one back', () => {
  const table = new IdTable<{ entityId: string }>();
  const entries = Array.from({ length: 20_000 }, (_, n) => ({ entityId: `record ${n}` }));
  for (const entry of entries) table.add(entry);
  expect(entries.every((entry) => table.get(entry.entityId) === entry)).toBe(true);
  for (const { entityId } of entries) table.delete(entityId);
  expect(table.size).toBe(0);
  expect([...table.values()]).toEqual([]);
});
