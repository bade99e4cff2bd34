import type { Client } from 'pg';

import { withClient } from '../connection/with-client.ts';
import { copyRows } from './copy-rows.ts';
import { isEmpty } from './is-empty.ts';
import { DEMO_PEOPLE, MEMBERSHIPS } from './people.ts';
import type { SeedSize } from './size.ts';
import { SOURCES } from './sources.ts';
import { createWorld, type World } from './world.ts';

export interface SeedProgress {
  /** The entity that is being written. */
  readonly entityCode: string;
  /** Records written so far, of all entities. */
  readonly written: number;
  readonly total: number;
}

export interface SeedOptions {
  readonly onProgress?: (progress: SeedProgress) => void;
  /** The day that the data take for today, `YYYY-MM-DD`; the present one by default, so that they look current. */
  readonly today?: string;
}

/** There are records already; seeding would mix two companies. */
export class NotEmptyError extends Error {
  override readonly name = 'NotEmptyError';
}

/**
 * Fills an empty, migrated database with the demo company, in one transaction. The same size and day give the same data.
 *
 * @returns how many records were written
 * @throws NotEmptyError where there are records already
 */
export async function seed(ownerUrl: string, size: SeedSize, options: SeedOptions = {}): Promise<number> {
  const world = createWorld(size, options.today ?? new Date().toISOString().slice(0, 10));
  const total = SOURCES.reduce((sum, { code }) => sum + world.count(code), 0);
  let written = 0;
  await withClient(ownerUrl, async (client) => {
    await client.query('BEGIN');
    if (!(await isEmpty(client))) {
      throw new NotEmptyError('The database has records already. Run `npm run db:reset` first, or leave it as it is.');
    }
    for (const source of SOURCES) {
      await copyRows(client, source, world, (count) => {
        written += count;
        options.onProgress?.({ entityCode: source.code, written, total });
      });
    }
    await appointManagers(client, world);
    await insertPeople(client, world);
    await client.query('COMMIT');
    // The planner must not think of full tables as empty until autovacuum comes by.
    await client.query('ANALYZE');
  });
  return written;
}

async function insertPeople(client: Client, world: World): Promise<void> {
  for (const person of DEMO_PEOPLE) {
    await client.query(
      `INSERT INTO app.person (id, username, fname, lname, person_type, employee_id, password_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        person.id,
        person.username,
        person.fname,
        person.lname,
        person.personType,
        world.id('employee', person.employee),
        person.passwordHash,
      ],
    );
  }
  for (const { username, projects } of MEMBERSHIPS) {
    await client.query(
      `INSERT INTO app.project_member (project_id, person_id)
       SELECT project_id, p.id FROM app.person p, unnest($2::uuid[]) AS project_id WHERE p.username = $1`,
      [username, projects.map((project) => world.id('project', project))],
    );
  }
}

/** Departments and employees refer to each other: the heads are named once both are there. */
async function appointManagers(client: Client, world: World): Promise<void> {
  const numbers = Array.from({ length: world.count('department') }, (_, index) => index);
  await client.query(
    `UPDATE app.department d SET manager_id = pair.employee
     FROM unnest($1::uuid[], $2::uuid[]) AS pair (department, employee) WHERE d.id = pair.department`,
    [numbers.map((index) => world.id('department', index)), numbers.map((index) => world.id('employee', index))],
  );
}
