import { setTimeout as sleep } from 'node:timers/promises';

import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

const ID = '22222222-2222-4222-8222-222222222222';
const INSERT = `INSERT INTO app.project (id, name, code) VALUES ('${ID}', 'Quay', 'Q-1')`;

describe('the version of a record', () => {
  let db: TestDatabase;
  beforeEach(async () => (db = await createTestDatabase()));
  afterEach(() => db.drop());

  const version = async () =>
    Number(
      (await db.query<{ version: string }>('SELECT version FROM app.project WHERE id = $1', [ID])).rows[0]?.version,
    );

  it('starts at 1 and goes up by 1 with each UPDATE, also one that changes nothing', async () => {
    await db.query(INSERT);
    await db.query('UPDATE app.project SET name = name');
    await db.query('UPDATE app.project SET version = 99');
    expect(await version()).toBe(3);
  });

  it('keeps id and created_ts, and sets updated_ts', async () => {
    await db.query(INSERT);
    const before = (await db.query<{ created_ts: Date }>('SELECT created_ts FROM app.project')).rows[0];
    await db.query(`UPDATE app.project SET created_ts = '2001-01-01', updated_ts = '2001-01-01'`);
    const after = (
      await db.query<{ created_ts: Date; updated_ts: Date }>('SELECT created_ts, updated_ts FROM app.project')
    ).rows[0];
    expect(after?.created_ts).toEqual(before?.created_ts);
    expect(after?.updated_ts.getFullYear()).toBeGreaterThan(2020);
    await expect(db.query('UPDATE app.project SET id = gen_random_uuid()')).rejects.toMatchObject({ code: '23514' });
  });

  it('goes up without an entry in any index where no field of a list changes', async () => {
    await using client = await connect(db.ownerUrl);
    // Row and change in one transaction: the same minute.
    await client.query('BEGIN');
    await client.query(INSERT.replace(ID, ID.replace('2', '3')).replace('Q-1', 'Q-2'));
    await client.query(`UPDATE app.project SET description = 'changed' WHERE code = 'Q-2'`);
    const { rows: counts } = await client.query<{ heap_only: number }>(
      `SELECT n_tup_hot_upd::int AS heap_only FROM pg_stat_xact_user_tables WHERE relid = 'app.project'::regclass`,
    );
    await client.query('ROLLBACK');
    expect(counts[0]?.heap_only).toBe(1);
  });

  it('is not begun for the nil UUID, which stands for a whole entity in the log', async () => {
    const nil = INSERT.replace(ID, '00000000-0000-0000-0000-000000000000');
    await expect(db.query(nil)).rejects.toMatchObject({ code: '23514', column: 'id' });
  });

  it('goes on after delete and re-create, however often', async () => {
    for (const expected of [1, 3, 5]) {
      await db.query(INSERT);
      expect(await version()).toBe(expected);
      await db.query('DELETE FROM app.project');
    }
  });

  it('goes on after TRUNCATE', async () => {
    await db.query(INSERT);
    await db.query('UPDATE app.project SET name = name');
    await db.query('TRUNCATE app.project CASCADE');
    await db.query(INSERT);
    expect(await version()).toBe(4);
  });

  it('waits for a DELETE that is not committed yet before it re-creates', async () => {
    await db.query(INSERT);
    await db.query('UPDATE app.project SET name = name');
    await using deleter = await connect(db.ownerUrl);
    await using creator = await connect(db.ownerUrl);
    await deleter.query('BEGIN');
    await deleter.query('DELETE FROM app.project');
    const created = creator.query(INSERT);
    await sleep(150);
    await deleter.query('COMMIT');
    await created;
    expect(await version()).toBe(4);
  });

  it('never goes back in the log while several connections delete and re-create one id', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => connect(db.ownerUrl)));
    try {
      await Promise.all(
        clients.map(async (client) => {
          for (let round = 0; round < 40; round += 1) {
            await client.query(`${INSERT} ON CONFLICT (id) DO UPDATE SET name = 'again'`).catch(ignoreCollision);
            await client.query('DELETE FROM app.project WHERE id = $1', [ID]).catch(ignoreCollision);
          }
        }),
      );
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
    const { rows } = await db.query<{ version: string }>('SELECT version FROM app.logging ORDER BY version');
    const versions = rows.map((row) => Number(row.version));
    expect(versions.length).toBeGreaterThan(40);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  });
});

/** Two at the same moment: one loses by the unique code, or is told to repeat its transaction. */
function ignoreCollision(error: Error & { code?: string }): void {
  if (!['23505', '40001', '40P01'].includes(error.code ?? '')) throw error;
}
