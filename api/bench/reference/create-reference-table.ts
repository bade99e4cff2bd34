import type { Client } from 'pg';

import { REFERENCE_CHANNEL } from './reference-channel.ts';

/** The table of the reference: as wide, as long and as indexed as `app.task`, with a row trigger that notifies. */
export const REFERENCE_TABLE = 'bench.task';

/** Makes it, with the rows of `app.task`. */
export async function createReferenceTable(client: Client): Promise<void> {
  const { rows } = await client.query<{ columns: string }>(`
    SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_attribute
    WHERE attrelid = 'app.task'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`);
  const columns = rows[0]?.columns ?? '';
  await client.query(`
    DROP SCHEMA IF EXISTS bench CASCADE;
    CREATE SCHEMA bench;
    CREATE TABLE ${REFERENCE_TABLE} (LIKE app.task INCLUDING ALL);
    INSERT INTO ${REFERENCE_TABLE} (${columns}) SELECT ${columns} FROM app.task;
    CREATE FUNCTION bench.notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('${REFERENCE_CHANNEL}', json_build_object('entityId', NEW.id, 'version', NEW.version)::text);
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER notify_change AFTER UPDATE ON ${REFERENCE_TABLE} FOR EACH ROW EXECUTE FUNCTION bench.notify_change();
    ANALYZE ${REFERENCE_TABLE}`);
}
