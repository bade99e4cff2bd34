import { DEMO_PEOPLE } from '../seeds/people.ts';
import { asPerson } from '../testing/as-person.ts';
import { connect } from '../testing/connect.ts';
import { createTestDatabase, type TestDatabase } from '../testing/create-test-database.ts';

interface LogRow {
  entity_id: string;
  action: number;
  version: string | null;
  entity_from_version: Record<string, unknown> | null;
  entity_to_version: Record<string, unknown> | null;
  [column: string]: unknown;
}

const ID = '11111111-1111-4111-8111-111111111111';

describe('the change log', () => {
  let db: TestDatabase;
  beforeEach(async () => (db = await createTestDatabase()));
  afterEach(() => db.drop());

  const log = async () => (await db.query<LogRow>('SELECT * FROM app.logging ORDER BY version, action')).rows;
  const insert = (id = ID, code = 'A-1') =>
    db.query('INSERT INTO app.project (id, name, code) VALUES ($1, $2, $3)', [id, 'Quay', code]);

  it('has one row per created, changed and deleted record, with the images before and after', async () => {
    await insert();
    await db.query(`UPDATE app.project SET name = 'Mole'`);
    await db.query('DELETE FROM app.project');
    const rows = await log();
    expect(rows.map(({ action, version }) => [action, version])).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '3'],
    ]);
    expect(rows.map((row) => row.entity_from_version?.['name'] ?? null)).toEqual([null, 'Quay', 'Mole']);
    expect(rows.map((row) => row.entity_to_version?.['name'] ?? null)).toEqual(['Quay', 'Mole', null]);
    expect(
      rows.every((row) => row.entity_code === 'project' && row.entity_id === ID && row.sync_status === 'pending'),
    ).toBe(true);
  });

  it('pairs old and new images of the same record in an UPDATE of many', async () => {
    await db.query(
      `INSERT INTO app.project (name, code) SELECT 'n' || i, 'P-' || i FROM generate_series(1, 8000) AS i`,
    );
    // On the connection and with the plan of many single changes before it: that plan must not be quadratic.
    await using client = await connect(db.ownerUrl);
    for (let n = 0; n < 10; n += 1) await client.query(`UPDATE app.project SET priority = 'high' WHERE code = 'P-1'`);
    await client.query('DELETE FROM app.logging');
    const start = performance.now();
    await client.query(`UPDATE app.project SET name = name || '!'`);
    expect(performance.now() - start).toBeLessThan(10_000);
    const { rows } = await db.query<{ pairs: number; right: number }>(
      `SELECT count(*)::int AS pairs, count(*) FILTER (
         WHERE entity_from_version->>'id' = entity_id::text AND entity_to_version->>'id' = entity_id::text
           AND entity_to_version->>'name' = (entity_from_version->>'name') || '!')::int AS right
       FROM app.logging WHERE action = 2`,
    );
    expect(rows[0]).toEqual({ pairs: 8000, right: 8000 });
  });

  it('logs a TRUNCATE as one row with the nil UUID', async () => {
    await insert();
    await db.query('TRUNCATE app.project CASCADE');
    const truncated = (await log()).filter(({ action, entity_code }) => action === 3 && entity_code === 'project');
    expect(truncated).toHaveLength(1);
    expect(truncated[0]).toMatchObject({
      entity_id: '00000000-0000-0000-0000-000000000000',
      entity_from_version: null,
    });
  });

  it('has nothing of a transaction or savepoint that was rolled back', async () => {
    await using client = await connect(db.ownerUrl);
    await client.query('BEGIN');
    await client.query(`INSERT INTO app.project (name, code) VALUES ('kept', 'K-1')`);
    await client.query('SAVEPOINT s');
    await client.query(`INSERT INTO app.project (name, code) VALUES ('gone', 'G-1')`);
    await client.query('ROLLBACK TO SAVEPOINT s');
    await client.query('COMMIT');
    await client.query('BEGIN');
    await client.query(`INSERT INTO app.project (name, code) VALUES ('gone too', 'G-2')`);
    await client.query('ROLLBACK');
    expect((await log()).map((row) => row.entity_to_version?.['name'])).toEqual(['kept']);
  });

  it('records the actor and the request of the API', async () => {
    await insert();
    const ada = await addPerson(db);
    await using client = await connect(db.apiUrl);
    await asPerson(client, ada, (c) => c.query(`UPDATE app.project SET name = 'Mole'`), {
      endpoint: '/api/v1/project/1',
      method: 'PATCH',
      userAgent: 'agent, "quoted" (x)',
      ip: '10.1.2.3',
      requestId: 'r-1',
    });
    expect((await log())[1]).toMatchObject({
      ...{ person_id: ada, username: 'ada', fname: 'Ada', lname: 'Lindqvist', person_type: 'admin' },
      ...{ api_endpoint: '/api/v1/project/1', http_method: 'PATCH', user_agent: 'agent, "quoted" (x)', ip: '10.1.2.3' },
      ...{ request_id: 'r-1', session_user_name: 'app_api' },
    });
  });

  it('records who was connected where a change came from outside the API', async () => {
    await insert();
    const owner = decodeURIComponent(new URL(db.ownerUrl).username);
    expect((await log())[0]).toMatchObject({ person_id: null, username: null, session_user_name: owner });
  });

  it('never holds a secret column, and writes times in UTC whatever the session says', async () => {
    await using client = await connect(db.ownerUrl);
    await client.query(`SET timezone = 'Asia/Tokyo'`);
    await client.query(
      `INSERT INTO app.employee (name, number, email, hired_on, national_id) VALUES ('Kim', 'E1', 'kim@x.example', '2026-01-01', 'CANARY-77')`,
    );
    await client.query(`UPDATE app.employee SET national_id = 'CANARY-78'`);
    const rows = await log();
    expect(JSON.stringify(rows)).not.toContain('CANARY');
    expect(rows[0]?.entity_to_version).not.toHaveProperty('nationalId');
    expect(rows[0]?.entity_to_version?.['createdTs']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    const { rows: age } = await db.query<{ is_now: boolean }>(
      `SELECT abs(extract(epoch FROM now() - (entity_to_version->>'createdTs')::timestamptz)) < 600 AS is_now FROM app.logging LIMIT 1`,
    );
    expect(age[0]?.is_now).toBe(true);
  });

  it('leaves nothing of a request on a pooled connection, committed or rolled back', async () => {
    await insert();
    const ada = await addPerson(db);
    await using client = await connect(db.apiUrl);
    await asPerson(client, ada, (c) => c.query('SELECT 1'));
    await expect(asPerson(client, ada, (c) => c.query('SELECT 1 / 0'))).rejects.toThrow('division by zero');
    const { rows } = await client.query('SELECT app.current_person() AS person, app.current_person_type() AS type');
    expect(rows[0]).toEqual({ person: null, type: null });
    expect((await client.query('SELECT FROM app.project')).rowCount).toBe(0);
  });

  it('refuses a request of an unknown or deactivated person', async () => {
    const ada = await addPerson(db);
    await db.query('UPDATE app.person SET active = false');
    await using client = await connect(db.apiUrl);
    await expect(asPerson(client, ada, (c) => c.query('SELECT 1'))).rejects.toMatchObject({ code: '28000' });
  });
});

async function addPerson(db: TestDatabase): Promise<string> {
  const [ada] = DEMO_PEOPLE;
  if (!ada) throw new Error('no demo people');
  await db.query('INSERT INTO app.person (id, username, fname, lname, person_type) VALUES ($1, $2, $3, $4, $5)', [
    ...[ada.id, ada.username, ada.fname, ada.lname, ada.personType],
  ]);
  return ada.id;
}
