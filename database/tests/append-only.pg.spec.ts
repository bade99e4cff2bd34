import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

describe('the log is append-only for the API role', () => {
  let db: TestDatabase;
  beforeAll(async () => (db = await createTestDatabase()));
  afterAll(() => db.drop());

  it.each([
    ['UPDATE', `UPDATE app.logging SET username = 'x'`],
    ['UPDATE of the sync columns', `UPDATE app.logging SET sync_status = 'sent'`],
    ['DELETE', 'DELETE FROM app.logging'],
    ['TRUNCATE', 'TRUNCATE app.logging'],
    [
      'a change made up',
      `INSERT INTO app.logging (entity_code, entity_id, action) VALUES ('project', gen_random_uuid(), 2)`,
    ],
    ['a partition past its parent', 'DELETE FROM app.logging_default'],
    ['switching triggers off for the session', 'SET session_replication_role = replica'],
    ['DISABLE TRIGGER', 'ALTER TABLE app.project DISABLE TRIGGER ALL'],
    ['DROP TRIGGER', 'DROP TRIGGER log_project_update ON app.project'],
    [
      'replacing a trigger function',
      `CREATE OR REPLACE FUNCTION app.log_update_project() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    ],
    ['switching row security off', 'ALTER TABLE app.project DISABLE ROW LEVEL SECURITY'],
    ['dropping old partitions', `SELECT app.drop_log_partitions('1 year')`],
    ['reading password hashes', 'SELECT password_hash FROM app.person'],
    ['entering a tombstone', `INSERT INTO app.tombstone VALUES ('project', gen_random_uuid(), 1)`],
    ['logging as if access had changed', `SELECT app.log_access_change('project', '{}', '{}', 4::smallint)`],
  ])('refuses %s', async (_, sql) => {
    await using client = await connect(db.apiUrl);
    await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('lets it add READ rows', async () => {
    await using client = await connect(db.apiUrl);
    await client.query(
      `INSERT INTO app.logging (entity_code, entity_id, action) VALUES ('project', gen_random_uuid(), 0)`,
    );
  });

  it('lets the sync role mark rows, and nothing else', async () => {
    await db.query(`INSERT INTO app.project (name, code) VALUES ('a', 'a')`);
    await using client = await connect(db.syncUrl);
    expect(
      (await client.query(`UPDATE app.logging SET sync_status = 'sent', sync_processed_ts = now()`)).rowCount,
    ).toBeGreaterThan(0);
    for (const sql of [`UPDATE app.logging SET action = 0`, 'DELETE FROM app.logging', 'SELECT FROM app.project']) {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
