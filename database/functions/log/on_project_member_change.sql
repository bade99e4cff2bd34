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
  PERFORM app.log_membership_change(array_agg(o.project_id), array_agg(o.person_id), 5::smallint) FROM old_rows o
  WHERE NOT EXISTS (SELECT FROM new_rows n WHERE n.project_id = o.project_id AND n.person_id = o.person_id);
  PERFORM app.log_membership_change(array_agg(n.project_id), array_agg(n.person_id), 4::smallint) FROM new_rows n
  WHERE NOT EXISTS (SELECT FROM old_rows o
                    WHERE n.project_id = o.project_id AND n.person_id = o.person_id AND n.can_write = o.can_write);
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

DROP TRIGGER IF EXISTS log_project_member_insert ON app.project_member;
CREATE TRIGGER log_project_member_insert AFTER INSERT ON app.project_member
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_insert();
DROP TRIGGER IF EXISTS log_project_member_update ON app.project_member;
CREATE TRIGGER log_project_member_update AFTER UPDATE ON app.project_member
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_update();
DROP TRIGGER IF EXISTS log_project_member_delete ON app.project_member;
CREATE TRIGGER log_project_member_delete AFTER DELETE ON app.project_member
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_delete();
