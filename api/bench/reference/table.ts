import type pg from 'pg';

/**
 * The reference's own table: the columns of a task without our triggers; after each row a NOTIFY with the id and the
 * transaction.
 */
export async function createReferenceTable(pool: pg.Pool): Promise<void> {
  await pool.query(`
    CREATE TABLE IF NOT EXISTS public.bare_task (LIKE app.task INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
    INSERT INTO public.bare_task SELECT * FROM app.task ON CONFLICT DO NOTHING;
    CREATE OR REPLACE FUNCTION public.bare_notify() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('bare', json_build_object('id', NEW.id, 'xid', pg_current_xact_id()::text)::text);
      RETURN NULL;
    END $$;
    DROP TRIGGER IF EXISTS bare ON public.bare_task;
    CREATE TRIGGER bare AFTER INSERT OR UPDATE ON public.bare_task FOR EACH ROW EXECUTE FUNCTION public.bare_notify();
    ANALYZE public.bare_task;`);
}
