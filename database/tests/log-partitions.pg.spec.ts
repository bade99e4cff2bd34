import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

describe('partitions of the log', () => {
  let db: TestDatabase;
  beforeEach(async () => (db = await createTestDatabase()));
  afterEach(() => db.drop());

  const partitions = async () =>
    (
      await db.query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'app.logging'::regclass ORDER BY 1`,
      )
    ).rows.map(({ name }) => name);

  it('exist for this month and the next two, and a second call makes none', async () => {
    expect(await partitions()).toHaveLength(4);
    await using sync = await connect(db.syncUrl);
    expect((await sync.query('SELECT app.ensure_log_partitions()')).rowCount).toBe(0);
    const { rows } = await db.query<{ name: string }>(
      `INSERT INTO app.logging (entity_code, entity_id, action) VALUES ('project', gen_random_uuid(), 0) RETURNING tableoid::regclass::text AS name`,
    );
    expect(rows[0]?.name).toMatch(/^app\.logging_\d{4}_\d{2}$/);
  });

  it('take over rows that had to go to the default partition', async () => {
    const month = (await partitions()).find((name) => name !== 'app.logging_default');
    await db.query(`DROP TABLE ${month}`);
    await db.query(`INSERT INTO app.project (name, code) VALUES ('a', 'a')`);
    await using sync = await connect(db.syncUrl);
    expect((await sync.query('SELECT app.ensure_log_partitions()')).rowCount).toBe(1);
    expect((await db.query('SELECT FROM app.logging_default')).rowCount).toBe(0);
    expect((await db.query('SELECT FROM app.logging')).rowCount).toBe(1);
  });

  it('are left to the next sweep where somebody reads the log for long, and hold up nobody meanwhile', async () => {
    await db.query(`DROP TABLE ${(await partitions())[0]}`);
    await using reader = await connect(db.ownerUrl);
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM app.logging');
    await using sync = await connect(db.syncUrl);
    await expect(sync.query('SELECT app.ensure_log_partitions()')).rejects.toMatchObject({ code: '55P03' });
    await reader.query('COMMIT');
    expect((await sync.query('SELECT app.ensure_log_partitions()')).rowCount).toBe(1);
  });

  it('are dropped by one caller at a time; the others find nothing to do', async () => {
    await db.query(
      `CREATE TABLE app.logging_2020_01 PARTITION OF app.logging FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z')`,
    );
    await using first = await connect(db.syncUrl);
    await using second = await connect(db.syncUrl);
    const drop = `SELECT app.drop_log_partitions('90 days')`;
    await first.query('BEGIN');
    expect((await first.query(drop)).rowCount).toBe(1);
    expect((await second.query(drop)).rowCount).toBe(0);
    await first.query('COMMIT');
  });

  it('have the indexes of the log', async () => {
    const { rows } = await db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_index WHERE indrelid = ANY (
         SELECT inhrelid FROM pg_inherits WHERE inhparent = 'app.logging'::regclass) GROUP BY indrelid`,
    );
    const parent = (await db.query(`SELECT FROM pg_index WHERE indrelid = 'app.logging'::regclass`)).rowCount;
    expect(rows.map(({ count }) => count)).toEqual(rows.map(() => parent));
  });

  it('that ended before the retention are dropped, with old rows of the default partition', async () => {
    await db.query(
      `CREATE TABLE app.logging_2020_01 PARTITION OF app.logging FOR VALUES FROM ('2020-01-01Z') TO ('2020-02-01Z')`,
    );
    await db.query(
      `INSERT INTO app.logging (entity_code, entity_id, action, created_ts)
       VALUES ('project', gen_random_uuid(), 2, '2020-01-05'), ('project', gen_random_uuid(), 2, '2019-06-01'), ('project', gen_random_uuid(), 2, now())`,
    );
    await using sync = await connect(db.syncUrl);
    const { rows } = await sync.query<{ name: string }>(`SELECT app.drop_log_partitions('90 days') AS name`);
    expect(rows).toEqual([{ name: 'logging_2020_01' }]);
    expect((await db.query('SELECT FROM app.logging')).rowCount).toBe(1);
    await expect(sync.query(`SELECT app.drop_log_partitions('1 hour')`)).rejects.toMatchObject({ code: '22023' });
  });
});
