import type { Change } from '../change-log/change.ts';
import { collapse, concerns, lostAccess } from './record-change.ts';

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

it('the highest version says how a record ended, whatever the order of the rows', () => {
  const rows = [change({ action: 'DELETE', version: 4 }), change({ version: 3 }), change({ version: 2 })];
  for (const order of [rows, [...rows].reverse()]) {
    expect(collapse(order)).toMatchObject([{ version: 4, isDeleted: true, isWritten: true }]);
  }
});

it('a record that was deleted and made again is there, and new', () => {
  const rows = [change({ action: 'CREATE', version: 5 }), change({ action: 'DELETE', version: 4 })];
  expect(collapse(rows)).toMatchObject([{ version: 5, isDeleted: false, isNew: true }]);
});

it('a change of access alone concerns only whose access it is', () => {
  const [record] = collapse([change({ action: 'UNSHARE', subjectId: 'tom' })]);
  if (!record) throw new Error('no record');
  expect([concerns(record, 'tom'), concerns(record, 'eve')]).toEqual([true, false]);
  expect([lostAccess(record, 'tom'), lostAccess(record, 'eve')]).toEqual([true, false]);
  expect(record.isWritten).toBe(false);
});

it('a change of access beside a write concerns everybody', () => {
  const [record] = collapse([change({ action: 'SHARE', subjectId: 'tom' }), change({ version: 3 })]);
  expect(record && concerns(record, 'eve')).toBe(true);
});
