import type pg from 'pg';

import { DEMO_PEOPLE } from '../seeds/people.ts';
import { recordId } from '../seeds/record-id.ts';
import { asPerson } from '../testing/as-person.ts';
import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

const person = (username: string): string => {
  const found = DEMO_PEOPLE.find((one) => one.username === username);
  if (!found) throw new Error(username);
  return found.id;
};
const TOM = person('tom');
const EVE = person('eve');

describe('access rules', () => {
  let db: TestDatabase;
  let api: pg.Client & AsyncDisposable;
  beforeAll(async () => {
    db = await createTestDatabase({ seeded: true });
    api = await connect(db.apiUrl);
    // A member who heads a department, a share to read, and a share to write: each rule has someone to apply to.
    await db.query(`UPDATE app.person SET employee_id = $2 WHERE id = $1`, [EVE, recordId('employee', 9)]);
    await db.query(
      `INSERT INTO app.record_share (entity_code, entity_id, person_id, can_write)
       VALUES ('invoice', $1, $3, false), ('invoice', $2, $3, true)`,
      [recordId('invoice', 0), recordId('invoice', 1), TOM],
    );
  });
  afterAll(async () => {
    await api.end();
    await db.drop();
  });

  const entities = async () =>
    (await db.query<{ entity_code: string }>('SELECT entity_code FROM app.entity ORDER BY 1')).rows.map(
      (row) => row.entity_code,
    );
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();

  it.each(DEMO_PEOPLE.map(({ username, id }) => [username, id]))(
    'say the same by policy and by function, for reading and for writing: %s',
    async (_, personId) => {
      for (const code of await entities()) {
        const all = `SELECT array_agg(id) FROM app.${code}`;
        const readable = await db.query<{ id: string }>(`SELECT app.can_read($1, $2, (${all})) AS id`, [
          personId,
          code,
        ]);
        const writable = await db.query<{ id: string }>(`SELECT app.can_write($1, $2, (${all})) AS id`, [
          personId,
          code,
        ]);
        const seen = await asPerson(
          api,
          personId,
          async (c) => (await c.query<{ id: string }>(`SELECT id FROM app.${code}`)).rows,
        );
        const touched = await writableRows(api, personId, code);
        expect({ code, ids: ids(seen) }).toEqual({ code, ids: ids(readable.rows) });
        expect({ code, ids: touched.sort() }).toEqual({ code, ids: ids(writable.rows) });
      }
    },
  );

  it.each(DEMO_PEOPLE.map(({ username, id }) => [username, id]))(
    'say the same by what they tell who reads lists, which must not hide anything: %s',
    async (_, personId) => {
      for (const code of await entities()) {
        const rows = await asPerson(api, personId, async (c) => {
          const via = await c.query<{ via: string }>(
            `SELECT coalesce(access_via, 'id') AS via FROM app.entity WHERE entity_code = $1`,
            [code],
          );
          return c.query<{ is_reached: boolean }>(
            `SELECT r.sees_all OR coalesce(t.${via.rows[0]?.via} = ANY (r.via), false) OR coalesce(t.id = ANY (r.ids), false) AS is_reached
             FROM app.${code} t, app.reach($1) r`,
            [code],
          );
        });
        expect({ code, hidden: rows.rows.filter((row) => !row.is_reached).length }).toEqual({ code, hidden: 0 });
      }
    },
  );

  it('say the same for many persons at once as for each, and of a few records as of all', async () => {
    const persons = DEMO_PEOPLE.map(({ id }) => id);
    for (const code of await entities()) {
      const { rows } = await db.query<{ pairs: string[]; single: string[]; few: string[] }>(
        `WITH all_ids AS (SELECT array_agg(id) AS ids FROM app.${code}),
              few_ids AS (SELECT array_agg(id) AS ids FROM (SELECT id, row_number() OVER () / 8 AS part FROM app.${code}) AS r GROUP BY part)
         SELECT (SELECT array_agg(person_id::text || entity_id ORDER BY 1) FROM app.can_read_many($1, $2, (SELECT ids FROM all_ids))) AS pairs,
                (SELECT array_agg(p::text || r ORDER BY 1) FROM unnest($1::uuid[]) AS p, app.can_read(p, $2, (SELECT ids FROM all_ids)) AS r) AS single,
                (SELECT array_agg(f.person_id::text || f.entity_id ORDER BY 1) FROM few_ids, app.can_read_many($1, $2, ids) AS f) AS few`,
        [persons, code],
      );
      const { pairs, single, few } = rows[0] ?? {};
      expect({ code, pairs: pairs?.sort() }).toEqual({ code, pairs: single?.sort() });
      expect({ code, pairs: few?.sort() }).toEqual({ code, pairs: single?.sort() });
    }
  });

  it('give members their projects and what belongs to them, and nothing of the others', async () => {
    const projectsOf = (personId: string) =>
      asPerson(api, personId, async (c) =>
        (await c.query<{ id: string }>('SELECT id FROM app.project')).rows.map(({ id }) => id),
      );
    const [tom, eve] = [await projectsOf(TOM), await projectsOf(EVE)];
    expect(tom).toHaveLength(6);
    expect(eve).toHaveLength(6);
    expect(tom.filter((id) => eve.includes(id))).toEqual([]);
    const tasks = await asPerson(api, TOM, (c) =>
      c.query<{ project_id: string }>('SELECT DISTINCT project_id FROM app.task'),
    );
    expect(tasks.rows.every((row) => tom.includes(row.project_id))).toBe(true);
  });

  it('show a stranger nothing, and a viewer nothing to write', async () => {
    for (const code of await entities()) {
      expect((await asPerson(api, null, (c) => c.query(`SELECT FROM app.${code} LIMIT 1`))).rowCount).toBe(0);
      expect(await writableRows(api, person('vic'), code)).toEqual([]);
    }
  });

  it('keep finance records from members, except their own and those shared with them', async () => {
    const invoices = await asPerson(api, TOM, (c) => c.query<{ id: string }>('SELECT id FROM app.invoice ORDER BY id'));
    const own = await db.query<{ id: string }>(
      `SELECT id FROM app.invoice WHERE owner_id = (SELECT employee_id FROM app.person WHERE id = $1) OR id = ANY ($2) ORDER BY id`,
      [TOM, [recordId('invoice', 0), recordId('invoice', 1)]],
    );
    expect(ids(invoices.rows)).toEqual(ids(own.rows));
    expect(await writableRows(api, TOM, 'invoice')).toEqual([recordId('invoice', 1)]);
  });

  it('let the head of a department see what its employees own', async () => {
    const { rows } = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM app.expense x JOIN app.employee e ON e.id = x.employee_id
       WHERE e.department_id = $1 OR e.id = $2`,
      [recordId('department', 9), recordId('employee', 9)],
    );
    expect(rows[0]?.count).toBeGreaterThan(0);
    expect((await asPerson(api, EVE, (c) => c.query('SELECT FROM app.expense'))).rowCount).toBe(rows[0]?.count);
  });

  it('refuse to create or move a record where one may not write', async () => {
    const foreign = recordId('project', 6);
    await expect(
      asPerson(api, TOM, (c) =>
        c.query(
          `INSERT INTO app.risk (title, project_id, likelihood, impact, raised_on) VALUES ('x', $1, 1, 1, now())`,
          [foreign],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(
      asPerson(api, TOM, (c) =>
        c.query('UPDATE app.task SET project_id = $1 WHERE project_id = $2', [foreign, recordId('project', 0)]),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('raise for an entity that is not tracked', async () => {
    for (const name of ['can_read', 'can_write']) {
      await expect(
        db.query(`SELECT app.${name}($1, 'person; DROP TABLE app.task', '{}')`, [TOM]),
      ).rejects.toMatchObject({ code: '42704' });
    }
    await expect(db.query(`SELECT app.can_read_many('{}', 'nope', '{}')`)).rejects.toMatchObject({ code: '42704' });
  });

  it('call no function for each row: their parts are evaluated once per query', async () => {
    for (const code of await entities()) {
      const plan = await asPerson(api, TOM, async (c) =>
        (
          await c.query<{ 'QUERY PLAN': string }>(
            `EXPLAIN SELECT id FROM app.${code} ORDER BY updated_ts DESC LIMIT 50`,
          )
        ).rows
          .map((row) => row['QUERY PLAN'])
          .filter((line) => line.includes('Filter:'))
          .join('\n'),
      );
      expect({ code, plan }).toEqual({
        code,
        plan: expect.not.stringMatching(/reachable_|sees_all|is_signed_in|can_read/),
      });
    }
  });
});

/** Ids of the records that this person may change: locking for UPDATE asks the same policies, without the work. */
async function writableRows(api: pg.Client, personId: string, code: string): Promise<string[]> {
  const { rows } = await asPerson(api, personId, (c) =>
    c.query<{ id: string }>(`SELECT id FROM app.${code} FOR UPDATE`),
  );
  return rows.map(({ id }) => id);
}
