-- Writes the row triggers that keep id, version, created_ts and updated_ts, whoever writes.
CREATE OR REPLACE FUNCTION app.create_version_triggers(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION app.%1$I() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $trigger$
    DECLARE
      deleted bigint;
    BEGIN
      IF NEW.id = '00000000-0000-0000-0000-000000000000' THEN
        RAISE EXCEPTION 'the nil UUID stands for a whole entity in the log' USING ERRCODE = '23514', TABLE = %2$L, SCHEMA = 'app', COLUMN = 'id';
      END IF;
      -- If another transaction is deleting this id, wait for it: only then is its tombstone there to be read.
      PERFORM FROM app.%2$I WHERE id = NEW.id FOR KEY SHARE;
      IF current_setting('transaction_isolation') <> 'read committed' THEN
        -- An older snapshot may miss a tombstone; entering one fails (40001) exactly if it does.
        INSERT INTO app.tombstone (entity_code, entity_id, version) VALUES (%2$L, NEW.id, 0) ON CONFLICT DO NOTHING;
      END IF;
      -- Not locked (a deleter takes row and tombstone in the other order): log_insert checks it again.
      SELECT version INTO deleted FROM app.tombstone WHERE entity_code = %2$L AND entity_id = NEW.id;
      NEW.version := coalesce(deleted, 0) + 1;
      -- An import may bring times of the past, never of the future.
      NEW.created_ts := least(NEW.created_ts, now());
      NEW.updated_ts := greatest(NEW.created_ts, least(NEW.updated_ts, now()));
      RETURN NEW;
    END
    $trigger$
  $body$, 'version_insert_' || code, code);
  EXECUTE format($body$
    CREATE OR REPLACE FUNCTION app.%1$I() RETURNS trigger LANGUAGE plpgsql AS $trigger$
    BEGIN
      IF NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'the id of a record cannot be changed' USING ERRCODE = '23514', TABLE = %2$L, SCHEMA = 'app', COLUMN = 'id';
      END IF;
      NEW.version := OLD.version + 1;
      NEW.created_ts := OLD.created_ts;
      NEW.updated_ts := now();
      RETURN NEW;
    END
    $trigger$
  $body$, 'version_update_' || code, code);
  PERFORM app.create_trigger(code, 'version_' || code || '_insert', 'BEFORE INSERT', 'FOR EACH ROW', 'version_insert_' || code);
  PERFORM app.create_trigger(code, 'version_' || code || '_update', 'BEFORE UPDATE', 'FOR EACH ROW', 'version_update_' || code);
END
$$;
