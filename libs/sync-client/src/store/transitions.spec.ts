import type { Problem, Row } from '@tidemark/protocol';

import { SampleProject, SampleTask } from '../testing/sample-entities.ts';
import { EntityCatalogue } from './entity-catalogue.ts';
import type { Mutation } from './mutation.ts';
import { isVacant, type StoredRecord } from './stored-record.ts';
import { editedVersion, isNewer, Transitions } from './transitions.ts';

const KEY = 'project|p1';
const transitions = new Transitions(new EntityCatalogue([SampleProject, SampleTask]));

const row = (version: number, fields: Partial<Row> = {}): Row => ({
  id: 'p1',
  version,
  createdTs: '2026-01-01T00:00:00Z',
  updatedTs: '2026-01-01T00:00:00Z',
  name: 'Alpha',
  status: 'active',
  budget: 1,
  note: null,
  ...fields,
});

const mutation = (mutationId: string, changes: Partial<Mutation> = {}): Mutation => ({
  mutationId,
  action: 'UPDATE',
  fields: {},
  seen: {},
  baseVersion: 5,
  queuedAt: 1_000,
  attempts: 0,
  ...changes,
});

const problem = (code: string, current?: Row): Problem => ({
  type: 'about:blank',
  title: code,
  status: 400,
  code,
  detail: code,
  requestId: 'r1',
  ...(current && { current }),
});

function held(version: number, fields: Partial<Row> = {}): StoredRecord {
  const record = transitions.applyRow(undefined, KEY, row(version, fields));
  if (!record) throw new Error('a first row is always news');
  return record;
}

const edited = (record: StoredRecord, ...mutations: Mutation[]): StoredRecord =>
  mutations.reduce((present, one) => transitions.enqueue(present, KEY, one), record);

describe('a server row', () => {
  it('is applied when it is newer, and found by the lists', () => {
    const record = transitions.applyRow(held(5), KEY, row(6, { name: 'Beta' }));
    expect(record).toMatchObject({ version: 6, list: 'project', k0: 'Beta', data: { name: 'Beta' } });
  });

  it('is not applied when it is older or the same', () => {
    expect(transitions.applyRow(held(5), KEY, row(5))).toBeUndefined();
    expect(transitions.applyRow(held(5), KEY, row(4))).toBeUndefined();
  });

  it('of the same version is applied where a migration changed the table under it', () => {
    const { note: _, ...former } = row(5);
    const record = transitions.applyRow(undefined, KEY, former) ?? held(5);
    const written = edited(record, mutation('m1', { fields: { name: 'Mine' } }));
    const next = transitions.applyRow(written, KEY, row(5, { note: 'new column' }));
    expect(next).toMatchObject({ version: 5, base: { note: 'new column' }, data: { name: 'Mine' }, queue: 'm1' });
    expect(next && transitions.applyRow(next, KEY, row(5, { note: 'new column' }))).toBeUndefined();
  });

  it('of the same version brings back a record that was out of sight', () => {
    const gone = transitions.applyGone(held(5), KEY);
    expect(gone).toMatchObject({ version: 5, base: null, data: null, list: '' });
    expect(gone && isVacant(gone)).toBe(true);
    expect(gone && isNewer(gone, 4)).toBe(false);
    expect(transitions.applyRow(gone, KEY, row(5))).toMatchObject({ base: { version: 5 }, list: 'project' });
  });

  it('of the same version may say that the user may only read it, or write it again', () => {
    const limited = transitions.applyRow(held(5), KEY, row(5), { readOnly: true });
    expect(limited).toMatchObject({ version: 5, readOnly: true, data: { name: 'Alpha' } });
    expect(transitions.applyRow(limited, KEY, row(5), { readOnly: true })).toBeUndefined();
    expect(transitions.applyRow(limited, KEY, row(4))).toBeUndefined();
    expect(transitions.applyRow(limited, KEY, row(5))).toMatchObject({ readOnly: false });
    expect(transitions.applyRow(limited, KEY, row(6))).toMatchObject({ version: 6, readOnly: false });
  });

  it('that is gone is not read-only: the user may create it again', () => {
    const gone = transitions.applyGone(transitions.applyRow(held(5), KEY, row(5), { readOnly: true }), KEY);
    expect(gone?.readOnly).toBe(false);
  });

  it('leaves waiting writes on top', () => {
    const record = edited(held(5), mutation('m1', { fields: { name: 'Mine' } }));
    expect(transitions.applyRow(record, KEY, row(6, { budget: 9 }))?.data).toMatchObject({ name: 'Mine', budget: 9 });
  });
});

describe('a local write', () => {
  it('is seen at once and makes the record part of the outbox', () => {
    const record = edited(held(5), mutation('m1', { fields: { name: 'Mine' } }));
    expect(record).toMatchObject({ data: { name: 'Mine' }, base: { name: 'Alpha' }, queue: 'm1', k0: 'Mine' });
  });

  it('that creates shows the record with its defaults and version 0', () => {
    const record = transitions.enqueue(undefined, KEY, mutation('m1', { action: 'CREATE', fields: { name: 'New' } }));
    expect(record).toMatchObject({
      base: null,
      version: 0,
      data: { name: 'New', status: 'active', budget: null, version: 0 },
    });
  });

  it('that deletes hides the record until the server has answered', () => {
    const record = edited(held(5), mutation('m1', { action: 'DELETE' }));
    expect(record).toMatchObject({ data: null, list: '', queue: 'm1', base: { name: 'Alpha' } });
  });
});

describe('the version that an edit is made on', () => {
  const waiting = edited(held(5), mutation('m1', { fields: { name: 'Mine' }, baseVersion: 3 }));

  it('is the one on the screen, though not for fields that an earlier edit hides', () => {
    expect(editedVersion(waiting, { budget: 2 })).toBe(5);
    expect(editedVersion(waiting, { name: 'Yours', budget: 2 })).toBe(3);
  });

  it('is 0 on top of a CREATE that is on its way', () => {
    const created = edited(held(5), mutation('m1', { action: 'CREATE', fields: { name: 'New' }, baseVersion: 0 }));
    expect(editedVersion(created, { budget: 2 })).toBe(0);
  });
});

describe('an acknowledgement', () => {
  it('makes the answer the base and takes the write out of the outbox', () => {
    const record = edited(held(5), mutation('m1', { fields: { name: 'Mine' } }));
    const after = transitions.acknowledge(record, 'm1', {
      mutationId: 'm1',
      status: 200,
      item: row(6, { name: 'Mine' }),
    });
    expect(after).toMatchObject({ version: 6, pending: [], queue: '', data: { name: 'Mine', version: 6 } });
  });

  it('does not take a newer row back', () => {
    const record = transitions.applyRow(edited(held(5), mutation('m1', { fields: { name: 'Mine' } })), KEY, row(9));
    const after = transitions.acknowledge(record, 'm1', {
      mutationId: 'm1',
      status: 200,
      item: row(6, { name: 'Mine' }),
    });
    expect(after).toMatchObject({ version: 9, pending: [], data: { name: 'Alpha' } });
  });

  it('moves later writes onto the version that it produced', () => {
    const record = edited(
      held(5),
      mutation('m1', { fields: { name: 'One' } }),
      mutation('m2', { fields: { name: 'Two' }, seen: { name: 'One' } }),
    );
    const after = transitions.acknowledge(record, 'm1', {
      mutationId: 'm1',
      status: 200,
      item: row(6, { name: 'One' }),
    });
    expect(after?.pending).toMatchObject([{ mutationId: 'm2', baseVersion: 6 }]);
    expect(after?.data).toMatchObject({ name: 'Two' });
  });

  it('of a merged write moves later writes on where nobody else touched their fields', () => {
    const record = edited(
      held(5),
      mutation('m1', { fields: { name: 'One' } }),
      mutation('m2', { fields: { note: 'n' }, seen: { note: null } }),
    );
    const item = row(8, { name: 'One', budget: 77 });
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 200, item });
    expect(after?.pending).toMatchObject([{ mutationId: 'm2', baseVersion: 8 }]);
    expect(after?.refused).toEqual([]);
  });

  it('of a merged write turns a later write into a conflict where somebody else changed the same field', () => {
    const record = edited(
      held(5),
      mutation('m1', { fields: { name: 'One' } }),
      mutation('m2', { fields: { budget: 2 }, seen: { budget: 1 } }),
    );
    const item = row(8, { name: 'One', budget: 77 });
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 200, item });
    expect(after?.pending).toEqual([]);
    expect(after?.refused).toMatchObject([{ mutationId: 'm2', problem: { code: 'VERSION_CONFLICT' } }]);
  });

  it('of a write that had seen more turns a later one into a conflict where a change was hidden from it', () => {
    const record = edited(
      held(5, { budget: 77 }),
      mutation('m1', { fields: { name: 'One' }, baseVersion: 5 }),
      mutation('m2', { fields: { budget: 2 }, seen: { budget: 1 }, baseVersion: 3 }),
    );
    const item = row(6, { name: 'One', budget: 77 });
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 200, item });
    expect(after?.refused).toMatchObject([{ mutationId: 'm2', problem: { code: 'VERSION_CONFLICT' } }]);
  });

  it('says nothing new to a write that was made on its row, or on a later one', () => {
    const record = edited(
      held(8),
      mutation('m1', { fields: { name: 'One' } }),
      mutation('m2', { action: 'DELETE', baseVersion: 6 }),
      mutation('m3', { fields: { budget: 2 }, seen: { budget: 9 }, baseVersion: 8 }),
    );
    const item = row(6, { name: 'One' });
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 200, item });
    expect(after?.pending).toMatchObject([{ baseVersion: 6 }, { baseVersion: 8 }]);
  });

  it('of a CREATE moves later writes on, whatever defaults the database set', () => {
    const created = transitions.enqueue(
      undefined,
      KEY,
      mutation('m1', { action: 'CREATE', fields: { name: 'New' }, baseVersion: 0 }),
    );
    const record = edited(created, mutation('m2', { fields: { budget: 3 }, seen: { budget: null }, baseVersion: 0 }));
    const after = transitions.acknowledge(record, 'm1', {
      mutationId: 'm1',
      status: 201,
      item: row(1, { name: 'New', budget: 10 }),
    });
    expect(after?.pending).toMatchObject([{ mutationId: 'm2', baseVersion: 1 }]);
  });

  it('of a DELETE keeps the version, so that an older row does not bring the record back', () => {
    const record = edited(held(5), mutation('m1', { action: 'DELETE' }));
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 204, version: 6 });
    expect(after).toMatchObject({ base: null, version: 6, data: null });
    expect(transitions.applyRow(after, KEY, row(5))).toBeUndefined();
  });

  it('of a DELETE that found nothing leaves a row that came since', () => {
    const record = edited(held(8), mutation('m1', { action: 'DELETE', baseVersion: 5 }));
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 204 });
    expect(after).toMatchObject({ version: 8, data: { version: 8 }, pending: [] });
  });

  it('from an earlier attempt does not bring back a record that went out of sight', () => {
    const record = transitions.applyGone(edited(held(5), mutation('m1', { fields: { name: 'Mine' } })), KEY);
    const after = transitions.acknowledge(record, 'm1', { mutationId: 'm1', status: 200, item: row(6) });
    expect(after).toMatchObject({ base: null, pending: [], data: null });
  });
});

describe('a refusal', () => {
  it('takes the write out of what is shown and keeps it with its reason', () => {
    const record = edited(
      held(5),
      mutation('m1', { fields: { name: 'Bad' } }),
      mutation('m2', { fields: { note: 'n' } }),
    );
    const after = transitions.refuse(record, 'm1', problem('VALIDATION'), 2_000);
    expect(after).toMatchObject({ data: { name: 'Alpha', note: 'n' }, queue: 'm2' });
    expect(after?.refused).toMatchObject([
      { mutationId: 'm1', fields: { name: 'Bad' }, problem: { code: 'VALIDATION' }, refusedAt: 2_000 },
    ]);
  });

  it("does not make its own values pass for somebody else's change under later writes", () => {
    const first = mutation('m1', { fields: { note: 'One' }, seen: { note: null } });
    const second = mutation('m2', { fields: { budget: 2 }, seen: { budget: 1 } });
    const third = mutation('m3', { fields: { note: 'Three' }, seen: { note: 'One' } });
    const refused = transitions.refuse(edited(held(5), first, second, third), 'm1', problem('VALIDATION'), 0);
    const item = row(8, { name: 'Theirs', budget: 2 });
    const after = transitions.acknowledge(refused, 'm2', { mutationId: 'm2', status: 200, item });
    expect(after?.pending).toMatchObject([{ mutationId: 'm3', baseVersion: 8, seen: { note: null } }]);
    expect(after?.refused).toHaveLength(1);
  });

  it('with the current row brings that row', () => {
    const record = edited(held(5), mutation('m1', { fields: { name: 'Mine' } }));
    expect(transitions.refuse(record, 'm1', problem('VERSION_CONFLICT', row(7, { name: 'Theirs' })), 0)).toMatchObject({
      version: 7,
      data: { name: 'Theirs' },
    });
  });

  it('of a CREATE leaves the record in sight, and the user can correct, discard or remove it', () => {
    const created = transitions.enqueue(
      undefined,
      KEY,
      mutation('m1', { action: 'CREATE', fields: { name: 'Bad', budget: 4 } }),
    );
    const refused = transitions.refuse(created, 'm1', problem('VALIDATION'), 0);
    expect(refused).toMatchObject({ data: { name: 'Bad' }, list: 'project' });

    const corrected = refused && edited(refused, mutation('m2', { fields: { name: 'Good' } }));
    expect(corrected?.pending).toMatchObject([
      { mutationId: 'm2', action: 'CREATE', fields: { name: 'Good', budget: 4 } },
    ]);
    expect(corrected?.refused).toEqual([]);

    const discarded = transitions.discard(refused, 'm1');
    expect(discarded && isVacant(discarded)).toBe(true);
    const removed = refused && edited(refused, mutation('m3', { action: 'DELETE' }));
    expect(removed && isVacant(removed)).toBe(true);
  });

  it('of a CREATE whose id is taken takes what was built on it with it when it is given up', () => {
    const record = edited(
      held(5),
      mutation('m1', { action: 'CREATE', fields: { name: 'New' }, baseVersion: 0 }),
      mutation('m2', { action: 'DELETE', baseVersion: 0 }),
      mutation('m3', { fields: { note: 'n' } }),
    );
    const refused = transitions.refuse(record, 'm1', problem('DUPLICATE'), 0);
    expect(transitions.discard(refused, 'm1')).toMatchObject({ pending: [{ mutationId: 'm3' }], refused: [] });
  });

  it('is queued again as a new write on the record as it is now', () => {
    const record = edited(held(5), mutation('m1', { fields: { name: 'Mine', budget: 3 } }));
    const refused = transitions.refuse(record, 'm1', problem('VERSION_CONFLICT', row(7, { name: 'Theirs' })), 0);
    const again = transitions.requeue(refused, 'm1', { mutationId: 'm9', fields: { name: 'Mine' }, queuedAt: 5 });
    expect(again?.pending).toMatchObject([
      { mutationId: 'm9', baseVersion: 7, fields: { name: 'Mine' }, seen: { name: 'Theirs' } },
    ]);
    expect(again?.pending[0]).not.toHaveProperty('problem');
    expect(transitions.requeue(refused, 'm1', { mutationId: 'm9', fields: {}, queuedAt: 5 })?.queue).toBe('');
  });
});

it('a corrected value has not seen what another waiting edit hides; the settlement of a conflict has', () => {
  const record = edited(
    held(7, { name: 'Theirs' }),
    mutation('m1', { fields: { name: 'Bad' }, baseVersion: 5 }),
    mutation('m2', { fields: { name: 'Mine' }, baseVersion: 5 }),
  );
  const next = { mutationId: 'm9', fields: { name: 'Good' }, queuedAt: 5 };
  const invalid = transitions.refuse(record, 'm1', problem('VALIDATION'), 0);
  expect(transitions.requeue(invalid, 'm1', next)?.pending[1]).toMatchObject({ mutationId: 'm9', baseVersion: 5 });
  const conflict = transitions.refuse(record, 'm1', problem('VERSION_CONFLICT'), 0);
  expect(transitions.requeue(conflict, 'm1', next)?.pending[1]).toMatchObject({ mutationId: 'm9', baseVersion: 7 });
});

it('a postponed write counts its attempts and waits', () => {
  const record = edited(held(5), mutation('m1', { fields: { name: 'Mine' } }));
  const after = transitions.postpone(record, 'm1', 9_000, problem('RATE_LIMITED'));
  expect(after?.pending).toMatchObject([{ attempts: 1, nextRetryAt: 9_000, problem: { code: 'RATE_LIMITED' } }]);
});
