import { setTimeout as delay } from 'node:timers/promises';

import { createTestDatabase, type TestDatabase } from '@tidemark/database/testing';
import pg from 'pg';

import { fakeToken } from '../fake-authenticator.ts';
import type { Flaw } from '../pod/flawed-tail.ts';
import { Pods } from '../pod/pods.ts';
import { check } from './check.ts';
import { edit, mutate, type Playground } from './mutations.ts';
import { type Interest, OracleClient } from './oracle-client.ts';
import { Random } from './random.ts';
import { Trouble } from './trouble.ts';
import { TruthReader } from './truth.ts';

export interface OracleOptions {
  readonly seed: number;
  readonly batches: number;
  readonly pods?: number;
  readonly clients?: number;
  /** Puts a tail in place that loses changes. */
  readonly flaw?: Flaw;
}

export interface OracleReport {
  /** What was wrong, after the batch in which it was found first. */
  readonly problems: readonly string[];
  readonly batches: number;
  readonly changes: number;
  readonly words: number;
  /** Edits through REST that were accepted. */
  readonly edits: number;
}

const TRANSACTIONS = 10;
const MUTATIONS = 10;
const EDITS = 20;
const INTERESTS = 5;

/** Short ones, so that a run sees connections given up, and pods taken for dead that come back. */
const PATIENCE = { tail: { queryTimeoutMs: 400 }, pod: { heartbeatMs: 300, timeoutMs: 1_200 } };

/**
 * Random transactions against random subscriptions, with everything that can go wrong on the way: transactions that
 * overlap, roll back, or commit a batch later, and the trouble of `trouble.ts` with pods, database and networks.
 * After each batch every client must have been told of each change it was entitled to, and of no other.
 */
export async function runOracle(options: OracleOptions): Promise<OracleReport> {
  const { seed, batches, pods: podCount = 2, clients: clientCount = 40, flaw } = options;
  const random = new Random(seed);
  const database = await createTestDatabase({ seeded: true });
  const socket = { connectionsPerUser: 1_000, restartSpreadMs: 50 };
  using pods = new Pods({ database, flaw, live: { socket, ...PATIENCE } });
  const world = new World(database, random);
  const clients: OracleClient[] = [];
  const trouble = new Trouble({ database, pods, clients, random });
  let truth: TruthReader | undefined;
  try {
    await world.start();
    for (let n = 0; n < podCount; n++) await trouble.startPod();
    const port = () => random.pick([...pods.running]).port;
    for (let n = 0; n < clientCount; n++) {
      const id = random.pick(world.persons);
      const person = { id, credential: fakeToken(id, { role: 'member' }) };
      clients.push(new OracleClient(`client ${n}`, person, await world.interests(id), port));
    }
    await Promise.all(clients.map((client) => client.connect()));
    truth = new TruthReader(database.ownerUrl, world.persons);
    await truth.start();
    let before = await truth.look();
    let changes = 0;
    for (let batch = 1; batch <= batches; batch++) {
      const marks = clients.map((client) => client.count);
      await Promise.all([world.batch(port), trouble.during(batch)]);
      const after = await truth.look();
      changes += after.changes.length;
      await Promise.all(clients.map((client) => client.caughtUp(after.snapshot)));
      const problems = clients.flatMap((client, n) => check(client, marks[n] ?? 0, before, after));
      const words = clients.reduce((sum, client) => sum + client.count, 0);
      if (problems.length > 0) {
        const found = problems.map((problem) => `seed ${seed}, batch ${batch}: ${problem}`);
        return { problems: found, batches: batch, changes, words, edits: world.edits };
      }
      before = after;
    }
    const words = clients.reduce((sum, client) => sum + client.count, 0);
    return { problems: [], batches, changes, words, edits: world.edits };
  } finally {
    await Promise.all(clients.map((client) => client.stop()));
    await truth?.end();
    await world.end();
    await trouble.end();
    await database.drop();
  }
}

/** People, records and writers. */
class World {
  persons: string[] = [];
  edits = 0;
  private readonly database: TestDatabase;
  private readonly random: Random;
  private readonly writers: pg.Client[] = [];
  /** Writers whose transaction stays open until the next batch. */
  private readonly late = new Set<pg.Client>();
  private administrator = '';
  private playground: Playground = {
    members: [],
    departments: [],
    employees: [],
    projects: [],
    tasks: [],
    watched: [],
    timesheets: [],
  };

  constructor(database: TestDatabase, random: Random) {
    this.database = database;
    this.random = random;
  }

  async start(): Promise<void> {
    // Nobody waits for a transaction that stays open until the next batch.
    await this.database.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = %L', current_database(), '300ms'); END $$`,
    );
    await this.database.query(
      `INSERT INTO app.person (username, fname, lname, person_type, employee_id)
       SELECT 'member' || n, 'Member', n::text, 'member', (SELECT id FROM app.employee ORDER BY id OFFSET n LIMIT 1)
         FROM generate_series(1, 15) AS n`,
    );
    const { rows } = await this.database.query<{ id: string; person_type: string }>(
      'SELECT id, person_type FROM app.person ORDER BY id',
    );
    this.persons = rows.map(({ id }) => id);
    this.administrator = rows.find((row) => row.person_type === 'admin')?.id ?? '';
    const ids = async (sql: string) => (await this.database.query<{ id: string }>(sql)).rows.map(({ id }) => id);
    const tasks = await ids(
      'SELECT id FROM app.task WHERE project_id IN (SELECT id FROM app.project ORDER BY id LIMIT 12) ORDER BY id LIMIT 150',
    );
    this.playground = {
      members: rows.filter((row) => row.person_type === 'member').map(({ id }) => id),
      departments: await ids('SELECT id FROM app.department ORDER BY id LIMIT 4'),
      employees: await ids('SELECT id FROM app.employee ORDER BY id LIMIT 30'),
      projects: await ids('SELECT id FROM app.project ORDER BY id LIMIT 12'),
      tasks,
      watched: tasks.slice(0, 20),
      timesheets: await ids('SELECT id FROM app.timesheet ORDER BY id LIMIT 60'),
    };
    // Members hold records by id, too, and so have something to lose.
    await this.database.query(
      `INSERT INTO app.project_member (project_id, person_id)
       SELECT project.id, member.id FROM unnest($1::uuid[]) WITH ORDINALITY AS project (id, n),
              unnest($2::uuid[]) WITH ORDINALITY AS member (id, n)
        WHERE (project.n + member.n) % 2 = 0 ON CONFLICT DO NOTHING`,
      [this.playground.projects, this.playground.members],
    );
    for (let n = 0; n < TRANSACTIONS; n++) {
      const writer = new pg.Client({ connectionString: this.database.ownerUrl, application_name: 'writer' });
      await writer.connect();
      this.writers.push(writer);
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.end()));
  }

  /** Random ids and scopes; ids that may not be read are refused and drop out. */
  async interests(personId: string): Promise<Interest[]> {
    const { random, playground } = this;
    const { rows } = await this.database.query<{ entity_id: string }>(
      "SELECT entity_id FROM app.can_read_many(ARRAY[$1::uuid], 'task', $2)",
      [personId, playground.tasks],
    );
    const tasks = rows.map((row) => row.entity_id);
    const watched = playground.watched.filter((id) => tasks.includes(id));
    const make = (): Interest => {
      const none = new Set<string>();
      const dice = random.next();
      if (dice < 0.35)
        return { entityCode: 'task', ids: new Set([...watched, ...random.sample(tasks, random.below(30))]) };
      if (dice < 0.45) return { entityCode: 'project', ids: new Set(random.sample(playground.projects, 6)) };
      if (dice < 0.52) return { entityCode: 'employee', ids: new Set(random.sample(playground.employees, 10)) };
      if (dice < 0.58) return { entityCode: 'timesheet', ids: new Set(random.sample(playground.timesheets, 20)) };
      if (dice < 0.66) return { entityCode: 'task', ids: none, scope: {} };
      if (dice < 0.76) return { entityCode: 'task', ids: none, scope: { projectId: random.pick(playground.projects) } };
      if (dice < 0.83) return { entityCode: 'task', ids: none, scope: { status: random.pick(['todo', 'done']) } };
      if (dice < 0.88) return { entityCode: 'project', ids: none, scope: {} };
      return {
        entityCode: 'timesheet',
        ids: none,
        scope: random.chance(0.7) ? {} : { employeeId: random.pick(playground.employees) },
      };
    };
    return Array.from({ length: INTERESTS }, make);
  }

  /** Transactions of all writers at once, and edits by REST. Those left open by the last batch commit in between. */
  async batch(port: () => number): Promise<void> {
    const late = [...this.late];
    this.late.clear();
    await Promise.all([
      ...late.map(async (writer) => {
        await delay(this.random.below(150));
        await writer.query('COMMIT');
      }),
      ...this.writers.filter((writer) => !late.includes(writer)).map((writer) => this.transaction(writer)),
      ...Array.from({ length: EDITS }, () => this.edit(port)),
    ]);
  }

  private async edit(port: () => number): Promise<void> {
    const { random, playground, administrator } = this;
    await delay(random.below(150));
    const pod = { port: port(), token: fakeToken(administrator, { role: 'admin' }) };
    if (await edit(pod, random, playground)) this.edits++;
  }

  private async transaction(writer: pg.Client): Promise<void> {
    const { random } = this;
    const ending = random.next();
    await delay(random.below(50));
    await writer.query('BEGIN');
    try {
      for (let n = 0; n < MUTATIONS; n++) {
        if (random.chance(0.1)) await writer.query('SAVEPOINT here');
        await mutate(writer, random, this.playground);
        if (random.chance(0.3)) await delay(random.below(8));
      }
    } catch {
      // A lock or a deadlock, as with any two writers: this one gives up.
      await writer.query('ROLLBACK');
      return;
    }
    if (ending < 0.15) await writer.query('ROLLBACK');
    else if (ending < 0.35 && this.late.size < 2) this.late.add(writer);
    else await writer.query('COMMIT');
  }
}
