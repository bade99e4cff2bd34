import { randomUUID } from 'node:crypto';

import type pg from 'pg';

import type { Random } from './random.ts';

export interface Playground {
  readonly members: readonly string[];
  readonly departments: readonly string[];
  readonly employees: readonly string[];
  readonly projects: readonly string[];
  readonly tasks: string[];
  /** Those of them that many hold by id. */
  readonly watched: readonly string[];
  readonly timesheets: readonly string[];
}

const TASK_STATUS = ['todo', 'in_progress', 'blocked', 'done'] as const;

/**
 * One random write of whatever kind moves signals: changes of fields, of scope fields and of access fields, new and
 * deleted records, a record that comes back, memberships and shares to read or to write, heads of departments and who is which employee. Runs
 * as the owner, inside the caller's transaction.
 */
export async function mutate(client: pg.Client, random: Random, playground: Playground): Promise<void> {
  const { members, departments, employees, projects, tasks, timesheets } = playground;
  const task = random.pick(tasks);
  const dice = random.next();
  if (dice < 0.03) {
    await client.query(
      'UPDATE app.department SET manager_id = (SELECT employee_id FROM app.person WHERE id = $2) WHERE id = $1',
      [random.pick(departments), random.pick(members)],
    );
  } else if (dice < 0.06) {
    await client.query('UPDATE app.employee SET department_id = $2 WHERE id = $1', [
      random.pick(employees),
      random.pick(departments),
    ]);
  } else if (dice < 0.1) {
    await replaceTimesheet(client, random.pick(timesheets), random.pick(employees));
  } else if (dice < 0.105) {
    await client.query('UPDATE app.person SET employee_id = $2 WHERE id = $1', [
      random.pick(members),
      random.pick(employees),
    ]);
  } else if (dice < 0.3) {
    await client.query('UPDATE app.task SET progress = $2 WHERE id = $1', [task, random.below(100)]);
  } else if (dice < 0.4) {
    await client.query('UPDATE app.task SET status = $2 WHERE id = $1', [task, random.pick(TASK_STATUS)]);
  } else if (dice < 0.48) {
    await client.query('UPDATE app.task SET project_id = $2 WHERE id = $1', [task, random.pick(projects)]);
  } else if (dice < 0.56) {
    const id = randomUUID();
    tasks.push(id);
    await insertTask(client, id, random.pick(projects));
  } else if (dice < 0.6) {
    await client.query('DELETE FROM app.task WHERE id = $1', [task]);
    if (random.chance(0.4)) await insertTask(client, task, random.pick(projects));
  } else if (dice < 0.68) {
    await client.query('UPDATE app.project SET progress = $2 WHERE id = $1', [
      random.pick(projects),
      random.below(100),
    ]);
  } else if (dice < 0.74) {
    await client.query('UPDATE app.employee SET weekly_hours = $2 WHERE id = $1', [
      random.pick(employees),
      random.below(60),
    ]);
  } else if (dice < 0.8) {
    await client.query('UPDATE app.timesheet SET employee_id = $2, hours = $3 WHERE id = $1', [
      random.pick(timesheets),
      random.pick(employees),
      1 + random.below(8),
    ]);
  } else if (dice < 0.84) {
    // Several records in one statement.
    const some = random.sample(tasks, 5).sort();
    await client.query('UPDATE app.task SET priority = $2 WHERE id = ANY ($1)', [
      some,
      random.pick(['low', 'high', 'urgent']),
    ]);
  } else if (dice < 0.88) {
    await client.query(
      `INSERT INTO app.project_member (project_id, person_id, can_write) VALUES ($1, $2, $3)
       ON CONFLICT (project_id, person_id) DO UPDATE SET can_write = excluded.can_write`,
      [random.pick(projects), random.pick(members), random.chance(0.5)],
    );
  } else if (dice < 0.92) {
    await client.query('DELETE FROM app.project_member WHERE project_id = $1 AND person_id = $2', [
      random.pick(projects),
      random.pick(members),
    ]);
  } else if (dice < 0.96) {
    await client.query(
      `INSERT INTO app.record_share (entity_code, entity_id, person_id, can_write)
       SELECT 'task', id, $2, $3 FROM app.task WHERE id = $1
       ON CONFLICT (entity_code, entity_id, person_id) DO UPDATE SET can_write = excluded.can_write`,
      [task, random.pick(members), random.chance(0.5)],
    );
  } else {
    await client.query("DELETE FROM app.record_share WHERE entity_code = 'task' AND person_id = $1", [
      random.pick(members),
    ]);
  }
}

/**
 * One random edit through a pod's own REST, as an administrator: its holders are told of it ahead of the tail. Whether it
 * was accepted: the record may be gone or locked, the pod may be down.
 */
export async function edit(
  pod: { readonly port: number; readonly token: string },
  random: Random,
  { watched, projects }: Playground,
): Promise<boolean> {
  const dice = random.next();
  const fields =
    dice < 0.4
      ? { priority: random.pick(['low', 'high', 'urgent']) }
      : dice < 0.7
        ? { status: random.pick(TASK_STATUS) }
        : { projectId: random.pick(projects) };
  const answer = await fetch(`http://127.0.0.1:${pod.port}/api/v1/task/${random.pick(watched)}`, {
    method: 'PATCH',
    // A pod that is stopped would wait for a connection that is kept for the next request.
    headers: { authorization: `Bearer ${pod.token}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(fields),
  }).catch(() => undefined);
  return answer?.ok ?? false;
}

async function insertTask(client: pg.Client, id: string, projectId: string): Promise<void> {
  await client.query('INSERT INTO app.task (id, title, project_id) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING', [
    id,
    'made by the oracle',
    projectId,
  ]);
}

/** Deleted, and there again in the hands of another employee. */
async function replaceTimesheet(client: pg.Client, id: string, employeeId: string): Promise<void> {
  const { rows } = await client.query('DELETE FROM app.timesheet WHERE id = $1 RETURNING project_id', [id]);
  for (const { project_id: projectId } of rows as { project_id: string }[]) {
    await client.query(
      `INSERT INTO app.timesheet (id, activity, employee_id, project_id, worked_on, hours)
       VALUES ($1, 'made by the oracle', $2, $3, current_date, 1)`,
      [id, employeeId, projectId],
    );
  }
}
