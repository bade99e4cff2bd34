import { setTimeout as sleep } from 'node:timers/promises';

import { DEMO_PEOPLE } from '../seeds/people.ts';
import { recordId } from '../seeds/record-id.ts';
import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

const VIC = DEMO_PEOPLE.find(({ username }) => username === 'vic')?.id ?? '';
const PROJECT = recordId('project', 20);

describe('a change of access', () => {
  let db: TestDatabase;
  let start: string;
  beforeAll(async () => (db = await createTestDatabase({ seeded: true })));
  afterAll(() => db.drop());
  beforeEach(async () => {
    start = (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now ?? '';
  });

  const changes = async () =>
    (
      await db.query<{ entity_code: string; action: number; count: number; images: number }>(
        `SELECT entity_code, action, count(*)::int AS count,
                count(*) FILTER (WHERE (CASE action WHEN 4 THEN entity_to_version ELSE entity_from_version END)->>'id' = entity_id::text)::int AS images
         FROM app.logging WHERE NOT pg_visible_in_snapshot(xid, $1) AND subject_person_id = $2 GROUP BY 1, 2 ORDER BY 1`,
        [start, VIC],
      )
    ).rows;
  const reached = async () =>
    (
      await db.query<{ entity_code: string; count: number }>(
        `SELECT 'project' AS entity_code, 1 AS count UNION ALL SELECT 'task', count(*)::int FROM app.task WHERE project_id = $1 ORDER BY 1`,
        [PROJECT],
      )
    ).rows;

  it('by membership is logged as SHARE for the project and all that is reached through it, and as UNSHARE at its end', async () => {
    await db.query('INSERT INTO app.project_member (project_id, person_id) VALUES ($1, $2)', [PROJECT, VIC]);
    const shared = await changes();
    for (const { entity_code, count } of await reached()) {
      expect(shared).toContainEqual({ entity_code, action: 4, count, images: count });
    }
    start = (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now ?? '';
    await db.query('DELETE FROM app.project_member WHERE project_id = $1 AND person_id = $2', [PROJECT, VIC]);
    expect(await changes()).toEqual(shared.map((row) => ({ ...row, action: 5 })));
  });

  it('by a share is logged for the record, and not again where nothing changed', async () => {
    const invoice = recordId('invoice', 5);
    await db.query(`INSERT INTO app.record_share (entity_code, entity_id, person_id) VALUES ('invoice', $1, $2)`, [
      invoice,
      VIC,
    ]);
    await db.query('UPDATE app.record_share SET can_write = can_write WHERE entity_id = $1', [invoice]);
    expect(await changes()).toEqual([{ entity_code: 'invoice', action: 4, count: 1, images: 1 }]);
    await db.query('DELETE FROM app.record_share WHERE entity_id = $1', [invoice]);
    expect(await changes()).toContainEqual({ entity_code: 'invoice', action: 5, count: 1, images: 1 });
  });

  it('says whose access it is, and has a version, also where the project itself goes', async () => {
    const project = recordId('project', 21);
    await db.query('INSERT INTO app.project_member (project_id, person_id) VALUES ($1, $2)', [project, VIC]);
    await db.query('DELETE FROM app.timesheet WHERE project_id = $1', [project]);
    await db.query('DELETE FROM app.project WHERE id = $1', [project]);
    const { rows } = await db.query<{ version: string; subject_person_id: string }>(
      `SELECT version, subject_person_id FROM app.logging WHERE entity_code = 'project' AND entity_id = $1 AND action = 5`,
      [project],
    );
    expect(rows).toEqual([{ version: expect.any(String) as string, subject_person_id: VIC }]);
  });

  it('through the head of a department is logged for what its employees own', async () => {
    const expenses = (
      await db.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM app.expense x JOIN app.employee e ON e.id = x.employee_id WHERE e.department_id = $1`,
        [recordId('department', 9)],
      )
    ).rows[0]?.count;
    const row = (action: number) => ({ entity_code: 'expense', action, count: expenses, images: expenses });
    const vicIs = recordId('employee', 42);
    await db.query('UPDATE app.department SET manager_id = $2 WHERE id = $1', [recordId('department', 9), vicIs]);
    expect(await changes()).toContainEqual(row(4));
    start = (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now ?? '';
    await db.query('UPDATE app.department SET manager_id = NULL WHERE id = $1', [recordId('department', 9)]);
    expect(await changes()).toContainEqual(row(5));
  });

  it('through another department of an employee is logged for the heads of both', async () => {
    await db.query('UPDATE app.department SET manager_id = $2 WHERE id = $1', [
      recordId('department', 10),
      recordId('employee', 42),
    ]);
    const { rows } = await db.query<{ id: string; count: number }>(
      `SELECT e.id, count(*)::int AS count FROM app.expense x JOIN app.employee e ON e.id = x.employee_id
       WHERE e.department_id <> $1 AND e.id <> $2 GROUP BY 1 ORDER BY 1 LIMIT 1`,
      [recordId('department', 10), recordId('employee', 42)],
    );
    start = (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now ?? '';
    await db.query('UPDATE app.employee SET department_id = $2 WHERE id = $1', [
      rows[0]?.id,
      recordId('department', 10),
    ]);
    const count = rows[0]?.count;
    expect(await changes()).toContainEqual({ entity_code: 'expense', action: 4, count, images: count });
  });

  it('because a person is another employee is logged for what both own, finance too', async () => {
    await db.query('UPDATE app.person SET employee_id = $2 WHERE id = $1', [VIC, recordId('employee', 1)]);
    const payments = (await db.query('SELECT FROM app.payment WHERE recorded_by_id = $1', [recordId('employee', 1)]))
      .rowCount;
    expect(payments).toBeGreaterThan(0);
    expect(await changes()).toContainEqual({ entity_code: 'payment', action: 4, count: payments, images: payments });
  });

  const revocations = async () =>
    (await db.query('SELECT FROM app.revocation WHERE person_id = $1 AND session_id IS NULL', [VIC])).rowCount;
  const wholeEntities = async () =>
    (
      await db.query<{ entity_code: string; action: number }>(
        `SELECT entity_code, action FROM app.logging
         WHERE NOT pg_visible_in_snapshot(xid, $1) AND subject_person_id = $2 AND entity_id = '00000000-0000-0000-0000-000000000000'
         ORDER BY 1`,
        [start, VIC],
      )
    ).rows;
  it('by a role that sees or writes more or less is logged once for each entity, and ends what the person has open', async () => {
    const { rows: entities } = await db.query<{ entity_code: string }>('SELECT entity_code FROM app.entity ORDER BY 1');
    const before = (await revocations()) ?? 0;
    for (const [role, action] of [
      ['member', 4],
      ['manager', 4],
      ['admin', undefined],
      ['member', 5],
      ['viewer', 5],
    ] as const) {
      start = (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now ?? '';
      await db.query('UPDATE app.person SET person_type = $2 WHERE id = $1', [VIC, role]);
      const logged = action === undefined ? [] : entities.map((row) => ({ ...row, action }));
      expect({ role, logged: await wholeEntities() }).toEqual({ role, logged });
    }
    expect(await revocations()).toBe(before + 5);
  });

  it('by TRUNCATE of memberships and shares is logged once for each entity that the person reached through them', async () => {
    await using truncated = await createTestDatabase({ seeded: true });
    await truncated.query(
      `INSERT INTO app.record_share (entity_code, entity_id, person_id) VALUES ('invoice', $1, $2)`,
      [recordId('invoice', 5), VIC],
    );
    await truncated.query('TRUNCATE app.project_member, app.record_share');
    const { rows } = await truncated.query(
      `SELECT entity_code, action FROM app.logging
       WHERE subject_person_id = $1 AND entity_id = '00000000-0000-0000-0000-000000000000' ORDER BY 1`,
      [VIC],
    );
    const { rows: reached } = await truncated.query(
      `SELECT entity_code, 5 AS action FROM app.entity WHERE access_rule = 'project' OR entity_code = 'invoice' ORDER BY 1`,
    );
    expect(rows).toEqual(reached);
  });

  it('by deactivation ends every session; what changes neither role nor activity ends nothing', async () => {
    await db.query(`INSERT INTO app.session (person_id, refresh_hash, expires_ts) VALUES ($1, 'x', now() + '1 day')`, [
      VIC,
    ]);
    const before = (await revocations()) ?? 0;
    await db.query(
      `UPDATE app.person SET fname = 'Victoria', person_type = person_type, active = active WHERE id = $1`,
      [VIC],
    );
    expect(await revocations()).toBe(before);
    await db.query('UPDATE app.person SET active = false WHERE id = $1', [VIC]);
    expect(await revocations()).toBe(before + 1);
    const live = await db.query('SELECT FROM app.session WHERE person_id = $1 AND revoked_ts IS NULL', [VIC]);
    expect(live.rowCount).toBe(0);
  });
});

describe('two transactions that change who may read a record wait for each other, so that one tells the reader:', () => {
  const DEPARTMENT = recordId('department', 9);
  const OTHER_DEPARTMENT = recordId('department', 10);
  /** The employee that Vic is. */
  const VICS = recordId('employee', 42);

  interface Case {
    readonly before?: string;
    readonly first: string;
    readonly second: string;
  }
  const someoneIn = (department: string, n = 0) =>
    `(SELECT e.id FROM app.employee e WHERE e.department_id = '${department}' AND e.id <> '${VICS}'
      AND EXISTS (SELECT FROM app.expense x WHERE x.employee_id = e.id)
      AND NOT EXISTS (SELECT FROM app.department d WHERE d.manager_id = e.id) ORDER BY e.id OFFSET ${n} LIMIT 1)`;
  const expenseOf = (employee: string) =>
    `(SELECT x.id FROM app.expense x WHERE x.employee_id = ${employee} ORDER BY x.id LIMIT 1)`;
  const vicBecomes = (employee: string) => `UPDATE app.person SET employee_id = ${employee} WHERE id = '${VIC}'`;
  const headOf = (department: string, employee: string) =>
    `UPDATE app.department SET manager_id = ${employee} WHERE id = '${department}'`;

  const cases: Record<string, Case> = {
    'a record given to an employee, and a new head of the department': {
      before: headOf(OTHER_DEPARTMENT, 'NULL'),
      first: `UPDATE app.expense SET employee_id = ${someoneIn(DEPARTMENT)} WHERE id = ${expenseOf(someoneIn(OTHER_DEPARTMENT))}`,
      second: headOf(DEPARTMENT, `'${VICS}'`),
    },
    'an employee who enters a department, and its new head': {
      first: `UPDATE app.employee SET department_id = '${DEPARTMENT}' WHERE id = ${someoneIn(OTHER_DEPARTMENT)}`,
      second: headOf(DEPARTMENT, `'${VICS}'`),
    },
    'an employee who leaves a department, and its new head': {
      first: `UPDATE app.employee SET department_id = '${OTHER_DEPARTMENT}' WHERE id = ${someoneIn(DEPARTMENT)}`,
      second: headOf(DEPARTMENT, `'${VICS}'`),
    },
    'a record given to an employee, and the person who becomes that employee': {
      first: `UPDATE app.expense SET employee_id = ${someoneIn(DEPARTMENT)} WHERE id = ${expenseOf(someoneIn(OTHER_DEPARTMENT))}`,
      second: vicBecomes(someoneIn(DEPARTMENT)),
    },
    'a new head, and the person who becomes that employee': {
      first: headOf(DEPARTMENT, someoneIn(OTHER_DEPARTMENT)),
      second: vicBecomes(someoneIn(OTHER_DEPARTMENT)),
    },
    'a head who goes, and the person who becomes that employee': {
      before: headOf(DEPARTMENT, someoneIn(OTHER_DEPARTMENT, 1)),
      first: headOf(DEPARTMENT, 'NULL'),
      second: vicBecomes(`'{former}'`),
    },
  };

  it.each(Object.entries(cases))('%s', async (_name, { before, first, second }) => {
    await using db = await createTestDatabase({ seeded: true });
    await using one = await connect(db.ownerUrl);
    await using two = await connect(db.ownerUrl);
    if (before) await db.query(before);
    const { rows: heads } = await db.query<{ manager_id: string | null }>(
      'SELECT manager_id FROM app.department WHERE id = $1',
      [DEPARTMENT],
    );
    const readable = async () => {
      const { rows } = await db.query<{ id: string }>(
        `SELECT app.can_read($1, 'expense', (SELECT array_agg(id) FROM app.expense)) AS id`,
        [VIC],
      );
      return new Set(rows.map(({ id }) => id));
    };
    const [readableBefore, start] = [
      await readable(),
      (await db.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now')).rows[0]?.now,
    ];

    await one.query('BEGIN');
    await one.query(first);
    await two.query('BEGIN');
    let hasRun = false;
    const run = two.query(second.replace('{former}', heads[0]?.manager_id ?? '')).finally(() => (hasRun = true));
    while (!hasRun && !(await isWaiting(db))) await sleep(10);
    await one.query('COMMIT');
    await run;
    await two.query('COMMIT');

    const { rows: told } = await db.query<{ id: string }>(
      `SELECT entity_id AS id FROM app.logging
       WHERE NOT pg_visible_in_snapshot(xid, $1) AND entity_code = 'expense' AND subject_person_id = $2
       GROUP BY entity_id HAVING bool_and(action = 4)`,
      [start, VIC],
    );
    const gained = [...(await readable())].filter((id) => !readableBefore.has(id));
    expect(gained.length).toBeGreaterThan(0);
    expect(told.map(({ id }) => id).sort()).toEqual(gained.sort());
  });

  const isWaiting = async (db: TestDatabase) =>
    (await db.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
      .rowCount === 1;
});
