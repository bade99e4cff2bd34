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
