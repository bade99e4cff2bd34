-- Makes the log's partitions for this month and the next two, where they are missing. Rows that were written for such a
-- month meanwhile (into the default partition) move over. Returns the names of those made. Gives up (55P03) rather than
-- wait for a long reader of the log: whoever reads or writes it would wait behind. There are two months to try again.
CREATE OR REPLACE FUNCTION app.ensure_log_partitions() RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '200ms' AS $$
DECLARE
  month timestamptz;
  name text;
BEGIN
  FOR month IN SELECT generate_series(date_trunc('month', now()), date_trunc('month', now()) + interval '2 months', '1 month') LOOP
    name := 'logging_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass(format('app.%I', name)) IS NOT NULL;
    -- One caller at a time; the others find it done.
    PERFORM pg_advisory_xact_lock(hashtextextended('app.ensure_log_partitions', 0));
    CONTINUE WHEN to_regclass(format('app.%I', name)) IS NOT NULL;
    EXECUTE format('CREATE TABLE app.%I (LIKE app.logging INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
    EXECUTE format(
      'WITH moved AS (DELETE FROM app.logging_default WHERE created_ts >= %L AND created_ts < %L RETURNING *)
       INSERT INTO app.%I SELECT * FROM moved', month, month + interval '1 month', name);
    EXECUTE format('ALTER TABLE app.logging ATTACH PARTITION app.%I FOR VALUES FROM (%L) TO (%L)',
                   name, month, month + interval '1 month');
    RETURN NEXT name;
  END LOOP;
END
$$;

REVOKE ALL ON FUNCTION app.ensure_log_partitions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.ensure_log_partitions() TO app_sync;
