import { randomUUID } from 'node:crypto';

import type { SnapshotToken } from '@tidemark/protocol';
import pg from 'pg';

import { createWorld, type TestWorld } from '../../test/world.ts';

let world: TestWorld;
/** A task that tom cannot read. */
let task: string;

beforeAll(async () => {
  world = await createWorld();
  task = await world.taskHiddenFrom('tom');
}, 60_000);

afterAll(() => world[Symbol.asyncDispose]());

const setStatus = (status: string) =>
  world.database.query('UPDATE app.task SET status = $2 WHERE id = $1', [task, status]);

/** Runs a statement in a transaction that stays open while the task's status changes. */
async function overtaken(sql: string, status: string): Promise<void> {
  const writer = new pg.Client({ connectionString: world.database.ownerUrl });
  await writer.connect();
  await writer.query('BEGIN');
  await writer.query(sql, [task, world.persons.tom]);
  await setStatus(status);
  await world.live.gateway.forcePoll();
  await writer.query('COMMIT');
  await writer.end();
}

it('a change of access that an edit overtook is judged by the record as it is', async () => {
  await setStatus('todo');
  const socket = await world.connect('tom');
  await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', scope: { status: 'done' } } }, 'SUBSCRIBED');

  // When it was shared it was not in the scope yet.
  const share = `INSERT INTO app.record_share (entity_code, entity_id, person_id) VALUES ('task', $1, $2)`;
  await overtaken(share, 'done');
  await world.live.gateway.forcePoll();
  await socket.settle();
  expect(socket.signalsFor(task).map(({ action }) => action)).toEqual(['CREATE']);

  // When the share was taken back it was not in the scope; it had come back by the time that this counted.
  await setStatus('todo');
  const unshare = `DELETE FROM app.record_share WHERE entity_id = $1 AND person_id = $2`;
  await overtaken(unshare, 'done');
  await world.live.gateway.forcePoll();
  await socket.settle();
  expect(socket.signalsFor(task).at(-1)?.action).toBe('DELETE');
  await socket.close();
});

describe('what a reader may do with a record', () => {
  const share = (canWrite: boolean) =>
    world.database.query(
      `INSERT INTO app.record_share (entity_code, entity_id, person_id, can_write) VALUES ('task', $1, $2, $3)
       ON CONFLICT (entity_code, entity_id, person_id) DO UPDATE SET can_write = excluded.can_write`,
      [task, world.persons.tom, canWrite],
    );
  const version = async () => {
    const { rows } = await world.database.query<{ version: string }>('SELECT version FROM app.task WHERE id = $1', [
      task,
    ]);
    return Number(rows[0]?.version);
  };

  const leaveProject = () =>
    world.database.query(
      `DELETE FROM app.project_member m USING app.task t
       WHERE t.id = $1 AND m.project_id = t.project_id AND m.person_id = $2`,
      [task, world.persons.tom],
    );

  afterEach(() => world.database.query('DELETE FROM app.record_share WHERE entity_id = $1', [task]));

  it('is told to that reader alone when it changes, as CREATE with the version that is known', async () => {
    await share(false);
    await world.live.gateway.forcePoll();
    const [tom, ada] = [await world.connect('tom'), await world.connect('ada')];
    for (const socket of [tom, ada])
      await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: [task] } }, 'SUBSCRIBED');
    for (const canWrite of [true, false]) {
      await share(canWrite);
      await world.live.gateway.forcePoll();
      await tom.settle();
    }
    const told = { action: 'CREATE', version: await version() };
    expect(tom.signalsFor(task)).toMatchObject([told, told]);
    expect(ada.signalsFor(task)).toEqual([]);
    await Promise.all([tom.close(), ada.close()]);
  });

  it('is told so where one way to it ends and a lesser one remains, also together with an edit', async () => {
    await world.database.query(
      `INSERT INTO app.project_member (project_id, person_id, can_write) SELECT project_id, $2, true FROM app.task WHERE id = $1`,
      [task, world.persons.tom],
    );
    await share(false);
    const socket = await world.connect('tom');
    await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'task', entityIds: [task] } }, 'SUBSCRIBED');
    await setStatus('todo');
    await leaveProject();
    await world.live.gateway.forcePoll();
    await socket.settle();
    expect(socket.signalsFor(task).at(-1)).toMatchObject({ action: 'CREATE', version: await version() });
    await socket.close();
  });

  it('by role is told as RESYNC of every entity to one who comes back', async () => {
    const { rows } = await world.database.query<{ token: SnapshotToken }>(
      'SELECT pg_current_snapshot()::text AS token',
    );
    const since = rows[0]?.token;
    const before = await world.connect('eve');
    await world.database.query(`UPDATE app.person SET person_type = 'viewer' WHERE username = 'eve'`);
    await before.closed;
    const socket = await world.connect('eve');
    for (const entityCode of ['task', 'employee'])
      await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode, scope: {}, since } }, 'SUBSCRIBED');
    expect(socket.all('RESYNC').map(({ payload }) => payload.entityCode)).toEqual(['task', 'employee']);
    await socket.close();
    await world.database.query(`UPDATE app.person SET person_type = 'member' WHERE username = 'eve'`);
  });
});

describe('records that are deleted before their reader loses', () => {
  /** An employee of the department that eve heads, and records of the employee's. */
  let employee: string;
  let department: string;
  let timesheets: string[];

  beforeEach(async () => {
    const { query } = world.database;
    [department = ''] = await world.ids('department', 1);
    const [[head = ''], [project = '']] = [await world.ids('employee', 1), await world.ids('project', 1)];
    await query(`UPDATE app.person SET employee_id = $1 WHERE username = 'eve'`, [head]);
    await query('UPDATE app.department SET manager_id = $2 WHERE id = $1', [department, head]);
    employee = randomUUID();
    await query(
      `INSERT INTO app.employee (id, name, number, email, hired_on, department_id)
       VALUES ($1::uuid, 'New here', left($1::text, 20), $1 || '@example.org', current_date, $2)`,
      [employee, department],
    );
    const { rows } = await query<{ id: string }>(
      `INSERT INTO app.timesheet (activity, employee_id, project_id, worked_on, hours)
       SELECT 'Settling in', $1, $2, current_date, n FROM generate_series(1, 2) AS n RETURNING id`,
      [employee, project],
    );
    timesheets = rows.map(({ id }) => id);
  });

  const losses: readonly [string, 'DELETE' | 'RESYNC', () => [sql: string, id: string]][] = [
    ['the department', 'DELETE', () => ['UPDATE app.department SET manager_id = NULL WHERE id = $1', department]],
    ['the employee', 'DELETE', () => ['UPDATE app.employee SET department_id = NULL WHERE id = $1', employee]],
    ['the employee for good', 'DELETE', () => ['DELETE FROM app.employee WHERE id = $1', employee]],
    ['her place', 'RESYNC', () => ['UPDATE app.person SET employee_id = NULL WHERE id = $1', world.persons.eve]],
  ];

  it.each(losses)('%s are told of by %s to one who comes back after both', async (_name, told, loss) => {
    const { query } = world.database;
    const { rows } = await query<{ token: SnapshotToken }>('SELECT pg_current_snapshot()::text AS token');
    await query('DELETE FROM app.timesheet WHERE employee_id = $1', [employee]);
    const [sql, id] = loss();
    await query(sql, [id]);
    const socket = await world.connect('eve');
    const since = rows[0]?.token;
    await socket.ask({ type: 'SUBSCRIBE', payload: { entityCode: 'timesheet', scope: {}, since } }, 'SUBSCRIBED');
    const actions = timesheets.map((timesheet) => socket.signalsFor(timesheet).at(-1)?.action);
    expect(socket.all('RESYNC').length > 0 ? ['RESYNC', 'RESYNC'] : actions).toEqual([told, told]);
    await socket.close();
  });
});
