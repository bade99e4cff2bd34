import { withClient } from '../connection/with-client.ts';
import { dumpSchema } from '../dump/dump-schema.ts';
import { seed } from '../seeds/seed.ts';
import { createTestDatabase } from '../testing/create-test-database.ts';
import { serialised } from '../testing/template.ts';
import { type DatabaseUrls, prepareDatabase } from './prepare-database.ts';

describe('prepareDatabase', () => {
  it('changes nothing when run again, also by several processes at once', async () => {
    await using db = await createTestDatabase({ seeded: true });
    const before = await dumpSchema(db.ownerUrl);
    const data = async () =>
      (await db.query('SELECT count(*)::int AS rows, max(xid)::text AS last FROM app.logging')).rows[0] as unknown;
    const rows = await data();
    const urls = await Promise.all([1, 2, 3].map(() => prepareDatabase(db.ownerUrl)));
    expect(urls.map(({ apiUrl }) => apiUrl)).toEqual(urls.map(() => db.apiUrl));
    expect(await dumpSchema(db.ownerUrl)).toBe(before);
    expect(await data()).toEqual(rows);
  });

  it('applies the functions again when they are not those of the files', async () => {
    await using db = await createTestDatabase();
    const before = await dumpSchema(db.ownerUrl);
    await db.query(
      `UPDATE app.applied_functions SET fingerprint = 'another'; DROP TRIGGER log_task_update ON app.task`,
    );
    await prepareDatabase(db.ownerUrl);
    expect(await dumpSchema(db.ownerUrl)).toBe(before);
  });

  it('names a migration that fails, and applies nothing', async () => {
    await using db = await createTestDatabase();
    // As if it had never run: its constraints are there already.
    await db.query(`DELETE FROM app.migration WHERE name = '0132_add_core_references'`);
    const before = await dumpSchema(db.ownerUrl);
    await expect(prepareDatabase(db.ownerUrl)).rejects.toThrow(
      /^database\/migrations\/0132_add_core_references\.sql failed, and nothing was applied: constraint .* already exists\. Correct the file/,
    );
    expect(await dumpSchema(db.ownerUrl)).toBe(before);
  });

  it('gives tables that were made before it the minute of their updates, and its index in the place of the old one', async () => {
    await using db = await createTestDatabase();
    const before = await dumpSchema(db.ownerUrl);
    await db.query(`
      INSERT INTO app.project (name, code) VALUES ('a', 'a');
      ALTER TABLE app.task DROP COLUMN updated_minute; ALTER TABLE app.project DROP COLUMN updated_minute;
      ALTER TABLE app.task RESET (fillfactor); ALTER TABLE app.project RESET (fillfactor);
      CREATE INDEX task_updated_ts_idx ON app.task (updated_ts, id);
      DELETE FROM app.migration WHERE name = '0133_index_the_minute_of_updates'`);
    await prepareDatabase(db.ownerUrl);
    // The columns come last in these tables.
    const lines = (schema: string) => schema.replaceAll(/,$/gm, '').split('\n').sort();
    expect(lines(await dumpSchema(db.ownerUrl))).toEqual(lines(before));
    const { rows } = await db.query(
      `SELECT updated_minute = date_trunc('minute', updated_ts AT TIME ZONE 'UTC') AS fits, (app.image(p))->>'updatedMinute' AS image FROM app.project p`,
    );
    expect(rows).toEqual([{ fits: true, image: null }]);
  });

  it('stops where the database has a migration whose file is gone', async () => {
    await using db = await createTestDatabase();
    await db.query(`INSERT INTO app.migration (name, run_on) VALUES ('0999_create_wreck', now())`);
    await expect(prepareDatabase(db.ownerUrl)).rejects.toThrow(
      /^The database has applied 0999_create_wreck\.sql, .* Put it back, start that version, or run `npm run db:reset`/,
    );
  });

  it('tracks a table that was made by hand', async () => {
    await using db = await createTestDatabase();
    await db.query(`
      CREATE TABLE app.lighthouse (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), version bigint NOT NULL,
        created_ts timestamptz NOT NULL DEFAULT now(), updated_ts timestamptz NOT NULL DEFAULT now(), range_nm int, pin text);
      INSERT INTO app.entity VALUES ('lighthouse', 'directory', NULL, '{pin}');
      SELECT app.track_entity('lighthouse');
      INSERT INTO app.lighthouse (range_nm, pin) VALUES (20, '1234')`);
    const { rows } = await db.query<{ image: object }>('SELECT entity_to_version AS image FROM app.logging');
    expect(Object.keys(rows[0]?.image ?? {}).sort()).toEqual(['createdTs', 'id', 'rangeNm', 'updatedTs', 'version']);
  });

  it('shows what a table made by hand computes itself', async () => {
    await using db = await createTestDatabase();
    await db.query(`
      CREATE TABLE app.beacon (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), version bigint NOT NULL,
        created_ts timestamptz NOT NULL DEFAULT now(), updated_ts timestamptz NOT NULL DEFAULT now(),
        range_nm int, range_m int GENERATED ALWAYS AS (range_nm * 1852) STORED);
      INSERT INTO app.entity VALUES ('beacon', 'directory', NULL, '{}');
      SELECT app.track_entity('beacon');
      INSERT INTO app.beacon (range_nm) VALUES (2)`);
    const { rows } = await db.query<{ image: object }>('SELECT entity_to_version AS image FROM app.logging');
    expect(rows[0]?.image).toMatchObject({ rangeNm: 2, rangeM: 3704 });
  });

  it('says what a table lacks that cannot be tracked', async () => {
    await using db = await createTestDatabase();
    await db.query(
      `CREATE TABLE app.buoy (id uuid PRIMARY KEY, version int); INSERT INTO app.entity VALUES ('buoy', 'directory')`,
    );
    await expect(db.query(`SELECT app.track_entity('buoy')`)).rejects.toThrow(
      /buoy cannot be tracked: it lacks version bigint/,
    );
  });

  it('gives the SQL to run where it may not create roles', async () => {
    await using db = await createTestDatabase();
    // Role names belong to the whole server: the missing ones must not be those that other specs use.
    await serialised(db.ownerUrl, (client) =>
      client.query(`DROP ROLE IF EXISTS limited; CREATE ROLE limited LOGIN PASSWORD 'limited-password'`),
    );
    const url = new URL(db.ownerUrl);
    url.username = 'limited';
    url.password = 'limited-password';
    await expect(prepareDatabase(url.href)).rejects.toMatchObject({
      name: 'MissingRolesError',
      message: expect.stringMatching(
        /ALTER ROLE app_api LOGIN PASSWORD '.{43}';\nALTER ROLE app_sync LOGIN PASSWORD/,
      ) as string,
    });
  });

  it('says what to do where the role does not own the database', async () => {
    await using db = await createTestDatabase();
    const { url, given, drop } = await createDatabaseOf(db, 'no_owner', { owns: false });
    await expect(prepareDatabase(url, given)).rejects.toThrow(
      'The role of DATABASE_URL may not create the schema `app`. Make it the owner of the database',
    );
    await drop();
  });

  it('leaves the owner able to write and to seed, and the API bound by the rules, where the owner is no superuser', async () => {
    await using db = await createTestDatabase();
    const { url, given, drop } = await createDatabaseOf(db, 'plain_owner', { owns: true });
    await prepareDatabase(url, given);
    await withClient(url, async (client) => {
      await client.query(`INSERT INTO app.project (name, code) VALUES ('a', 'a')`);
      await client.query(`UPDATE app.project SET name = 'b'`);
      expect((await client.query('SELECT FROM app.logging')).rowCount).toBe(2);
      await client.query('DELETE FROM app.project');
    });
    expect(await seed(url, 'small')).toBeGreaterThan(10_000);
    await withClient(given.apiUrl, async (client) => {
      expect((await client.query('SELECT FROM app.project')).rowCount).toBe(0);
    });
    await drop();
  });
});

/** An empty database beside another one, of the role's name, and the role, no superuser, that `url` signs in as. */
async function createDatabaseOf(db: DatabaseUrls, role: string, { owns }: { owns: boolean }) {
  await serialised(db.ownerUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${role} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${role}; CREATE ROLE ${role} LOGIN PASSWORD 'plain-password'`);
    await client.query(`CREATE DATABASE ${role} ${owns ? `OWNER ${role}` : ''}`);
  });
  const url = new URL(db.ownerUrl);
  [url.username, url.password, url.pathname] = [role, 'plain-password', `/${role}`];
  return {
    url: url.href,
    given: { apiUrl: at(db.apiUrl, `/${role}`), syncUrl: at(db.syncUrl, `/${role}`) },
    drop: () => serialised(db.ownerUrl, (client) => client.query(`DROP DATABASE ${role} WITH (FORCE)`)),
  };
}

function at(url: string, pathname: string): string {
  const other = new URL(url);
  other.pathname = pathname;
  return other.href;
}
