import fc from 'fast-check';

import type { Change } from '../change-log/change.ts';
import { collapse, concerns, isDeleted, lostAccess } from './record-change.ts';

const change = (partial: Partial<Change>): Change => ({
  entityCode: 'task',
  entityId: '1',
  action: 'UPDATE',
  version: 2,
  subjectId: null,
  from: null,
  to: null,
  ...partial,
});

it('the last write says how a record ended, whatever the order of the rows', () => {
  const removed = [
    change({ action: 'CREATE', version: 1 }),
    change({ version: 2 }),
    change({ action: 'DELETE', version: 3 }),
    change({ action: 'UNSHARE', version: 3, subjectId: 'tom' }),
  ];
  // A change of access bears the version of the write that it saw.
  const madeAgain = [
    change({ action: 'DELETE', version: 2 }),
    change({ action: 'CREATE', version: 3 }),
    change({ action: 'SHARE', version: 3, subjectId: 'tom' }),
  ];
  const inAnyOrder = (rows: Change[]) => fc.shuffledSubarray(rows, { minLength: rows.length });
  fc.assert(
    fc.property(inAnyOrder(removed), inAnyOrder(madeAgain), (...orders) => {
      const ends = orders.map((order) => collapse(order).map((record) => [record.version, isDeleted(record)]));
      expect(ends).toEqual([[[3, true]], [[3, false]]]);
    }),
  );
});

it('a record that was deleted and made again is new', () => {
  const rows = [change({ action: 'CREATE', version: 5 }), change({ action: 'DELETE', version: 4 })];
  expect(collapse(rows)).toMatchObject([{ version: 5, isNew: true }]);
});

it('a change of access alone concerns only whose access it is', () => {
  const [record] = collapse([change({ action: 'UNSHARE', subjectId: 'tom' })]);
  if (!record) throw new Error('no record');
  expect([concerns(record, 'tom'), concerns(record, 'eve')]).toEqual([true, false]);
  expect([lostAccess(record, 'tom'), lostAccess(record, 'eve')]).toEqual([true, false]);
  expect(record.lastWrite).toBeUndefined();
});

it('a change of access beside a write concerns everybody', () => {
  const [record] = collapse([change({ action: 'SHARE', subjectId: 'tom' }), change({ version: 3 })]);
  expect(record && concerns(record, 'eve')).toBe(true);
});
