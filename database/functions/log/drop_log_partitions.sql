-- Retention: drops the log's monthly partitions that ended longer ago than `retention`, and such rows of the default
-- partition, and notes in app.log_horizon how far back the log still reaches. Returns the names of the dropped ones.
-- Gives up (55P03) rather than wait for a long reader, as app.ensure_log_partitions does. One caller at a time: the
-- others have nothing to do.
CREATE OR REPLACE FUNCTION app.drop_log_partitions(retention interval) RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '200ms' AS $$
DECLARE
  name text;
BEGIN
  IF retention < interval '1 day' THEN
    RAISE EXCEPTION 'retention % is too short: at least one day is kept', retention USING ERRCODE = '22023';
  END IF;
  IF NOT pg_try_advisory_xact_lock(hashtextextended('app.drop_log_partitions', 0)) THEN
    RETURN;
  END IF;
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'app.logging'::regclass AND c.relname ~ '^logging_\d{4}_\d{2}$'
      AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= now() - retention
    ORDER BY c.relname
  LOOP
    EXECUTE format('INSERT INTO app.log_horizon (dropped_xid) SELECT xid FROM app.%I ORDER BY xid DESC LIMIT 1', name);
    EXECUTE format('DROP TABLE app.%I', name);
    RETURN NEXT name;
  END LOOP;
  WITH gone AS (DELETE FROM app.logging_default WHERE created_ts < now() - retention RETURNING xid)
  INSERT INTO app.log_horizon (dropped_xid) SELECT xid FROM gone ORDER BY xid DESC LIMIT 1;
END
$$;

REVOKE ALL ON FUNCTION app.drop_log_partitions(interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.drop_log_partitions(interval) TO app_sync;
