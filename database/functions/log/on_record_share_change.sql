-- Triggers of app.record_share: a record was opened to a person, or closed.
CREATE OR REPLACE FUNCTION app.on_record_share_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_access_change(n.entity_code, array_agg(n.entity_id), array_agg(n.person_id), 4::smallint)
  FROM new_rows n GROUP BY n.entity_code;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_record_share_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_access_change(o.entity_code, array_agg(o.entity_id), array_agg(o.person_id), 5::smallint)
  FROM old_rows o
  WHERE (o.entity_code, o.entity_id, o.person_id) NOT IN (SELECT n.entity_code, n.entity_id, n.person_id FROM new_rows n)
  GROUP BY o.entity_code;
  PERFORM app.log_access_change(n.entity_code, array_agg(n.entity_id), array_agg(n.person_id), 4::smallint)
  FROM new_rows n
  WHERE (n.entity_code, n.entity_id, n.person_id, n.can_write)
        NOT IN (SELECT o.entity_code, o.entity_id, o.person_id, o.can_write FROM old_rows o)
  GROUP BY n.entity_code;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_record_share_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_access_change(o.entity_code, array_agg(o.entity_id), array_agg(o.person_id), 5::smallint)
  FROM old_rows o GROUP BY o.entity_code;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_record_share_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_whole_access_change(array_agg(s.entity_code), array_agg(s.person_id), 5::smallint)
  FROM (SELECT DISTINCT entity_code, person_id FROM app.record_share) s;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS log_record_share_insert ON app.record_share;
CREATE TRIGGER log_record_share_insert AFTER INSERT ON app.record_share
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_insert();
DROP TRIGGER IF EXISTS log_record_share_update ON app.record_share;
CREATE TRIGGER log_record_share_update AFTER UPDATE ON app.record_share
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_update();
DROP TRIGGER IF EXISTS log_record_share_delete ON app.record_share;
CREATE TRIGGER log_record_share_delete AFTER DELETE ON app.record_share
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_delete();
DROP TRIGGER IF EXISTS log_record_share_truncate ON app.record_share;
CREATE TRIGGER log_record_share_truncate BEFORE TRUNCATE ON app.record_share
  FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_truncate();
