-- Triggers of app.project_member: access that began, ended, or changed between reading and writing.
CREATE OR REPLACE FUNCTION app.on_project_member_insert() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_membership_change(array_agg(n.project_id), array_agg(n.person_id), 4::smallint) FROM new_rows n;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_project_member_update() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_membership_change(array_agg(o.project_id), array_agg(o.person_id), 5::smallint)
  FROM (SELECT project_id, person_id FROM old_rows EXCEPT SELECT project_id, person_id FROM new_rows) o;
  PERFORM app.log_membership_change(array_agg(n.project_id), array_agg(n.person_id), 4::smallint)
  FROM (SELECT project_id, person_id, can_write FROM new_rows EXCEPT SELECT project_id, person_id, can_write FROM old_rows) n;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_project_member_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_membership_change(array_agg(o.project_id), array_agg(o.person_id), 5::smallint) FROM old_rows o;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_project_member_truncate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_whole_access_change(array_agg(e.entity_code), array_agg(m.person_id), 5::smallint)
  FROM (SELECT DISTINCT person_id FROM app.project_member) m, app.entity e WHERE e.access_rule = 'project';
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS log_project_member_insert ON app.project_member;
CREATE TRIGGER log_project_member_insert AFTER INSERT ON app.project_member
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_insert();
DROP TRIGGER IF EXISTS log_project_member_update ON app.project_member;
CREATE TRIGGER log_project_member_update AFTER UPDATE ON app.project_member
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_update();
DROP TRIGGER IF EXISTS log_project_member_delete ON app.project_member;
CREATE TRIGGER log_project_member_delete AFTER DELETE ON app.project_member
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_delete();
DROP TRIGGER IF EXISTS log_project_member_truncate ON app.project_member;
CREATE TRIGGER log_project_member_truncate BEFORE TRUNCATE ON app.project_member
  FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_truncate();
