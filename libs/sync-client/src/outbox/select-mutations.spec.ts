import { deriveRecord } from '../store/derive-record.ts';
import { EntityCatalogue } from '../store/entity-catalogue.ts';
import type { Mutation, RefusedMutation } from '../store/mutation.ts';
import { parseRecordKey, type StoredRecord } from '../store/stored-record.ts';
import { blankRecord } from '../store/transitions.ts';
import { SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { selectMutations } from './select-mutations.ts';

const catalogue = new EntityCatalogue([SampleProject, SampleTask]);
const stamp = '2026-01-01T00:00:00Z';

const write = (mutationId: string, action: Mutation['action'], changes: Partial<Mutation> = {}): Mutation => ({
  mutationId,
  action,
  fields: {},
  seen: {},
  baseVersion: action === 'CREATE' ? 0 : 1,
  queuedAt: 0,
  attempts: 0,
  ...changes,
});

const refusal = (mutation: Mutation): RefusedMutation => ({
  ...mutation,
  problem: { type: '', title: '', status: 400, code: 'VALIDATION', detail: '', requestId: '' },
  refusedAt: 0,
});

function record(
  key: string,
  pending: Mutation[],
  { fields = {}, refused = [] }: { fields?: Record<string, unknown>; refused?: RefusedMutation[] } = {},
): StoredRecord {
  const { id } = parseRecordKey(key);
  const isNew = [...pending, ...refused].some(({ action }) => action === 'CREATE');
  const base = isNew ? null : { id, version: 1, createdTs: stamp, updatedTs: stamp, ...fields };
  const core = { ...blankRecord(key), version: base ? 1 : 0, base, pending, refused };
  return deriveRecord(core, catalogue);
}

const selected = (...records: StoredRecord[]): string[] =>
  selectMutations(records, 1_000, catalogue).ready.map(({ mutation }) => mutation.mutationId);

it('takes the first write of each record, in the order in which they were made', () => {
  const first = record('project|p1', [write('m3', 'UPDATE'), write('m4', 'UPDATE')]);
  const second = record('project|p2', [write('m1', 'UPDATE'), write('m5', 'DELETE')]);
  expect(selected(first, second)).toEqual(['m1', 'm3']);
});

it('holds a task back until its new project is acknowledged', () => {
  const project = record('project|p1', [write('m1', 'CREATE', { fields: { name: 'New' } })]);
  const task = record('task|t1', [write('m2', 'CREATE', { fields: { name: 'T', projectId: 'p1' } })]);
  expect(selected(project, task)).toEqual(['m1']);
  expect(selected(record('project|p1', []), task)).toEqual(['m2']);
});

it('sends nothing that was built on a refused CREATE to the record that has its id', () => {
  const theirs = record('project|p1', [write('m2', 'DELETE', { baseVersion: 0 })]);
  expect(selected({ ...theirs, refused: [refusal(write('m1', 'CREATE'))] })).toEqual([]);
  expect(selected({ ...record('project|p1', [write('m2', 'UPDATE')]), refused: theirs.refused })).toEqual(['m2']);
});

it('holds a task back while the CREATE of its project is refused and undecided', () => {
  const project = record('project|p1', [], { refused: [refusal(write('m1', 'CREATE'))] });
  const task = record('task|t1', [write('m2', 'UPDATE', { fields: { projectId: 'p1' } })]);
  expect(selected(project, task)).toEqual([]);
});

it('holds back what was written on top of a refused CREATE, and nothing else', () => {
  const project = record('project|p1', [write('m2', 'DELETE')], { refused: [refusal(write('m1', 'CREATE'))] });
  expect(selected(project, record('project|p2', [write('m3', 'UPDATE')]))).toEqual(['m3']);
});

it('deletes a project only after the tasks that were moved away from it before', () => {
  const project = record('project|p1', [write('m2', 'DELETE')]);
  const moved = record('task|t1', [write('m1', 'UPDATE', { fields: { projectId: 'p2' }, seen: { projectId: 'p1' } })]);
  const removed = record('task|t2', [write('m1', 'DELETE')], { fields: { projectId: 'p1' } });
  const later = record('task|t3', [write('m3', 'UPDATE', { seen: { projectId: 'p1' } })]);
  expect(selected(project, moved)).toEqual(['m1']);
  expect(selected(project, removed)).toEqual(['m1']);
  expect(selected(project, later)).toEqual(['m2', 'm3']);
});

it('leaves a postponed write alone until its time, and says when that is', () => {
  const waiting = record('project|p1', [write('m1', 'UPDATE', { nextRetryAt: 5_000 }), write('m2', 'UPDATE')]);
  const due = record('project|p2', [write('m3', 'UPDATE', { nextRetryAt: 900 })]);
  const selection = selectMutations([waiting, due], 1_000, catalogue);
  expect(selection.ready.map(({ mutation }) => mutation.mutationId)).toEqual(['m3']);
  expect(selection.nextAt).toBe(5_000);
});
