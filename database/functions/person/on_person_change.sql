-- Triggers of app.person: a person got another role, was deactivated or activated, or is gone.
-- Their sockets close on every pod (app.revocation, and a NOTIFY as its hint; rare enough to bear it here) and come back
-- with a token that names the new role. Whoever is no longer active is signed out everywhere. Who may see or write more
-- or less by the new role gets one log row for each entity: SHARE or UNSHARE with the nil UUID, for the entity as a whole.
-- A client that resumes from before it fetches again what it holds.
CREATE OR REPLACE FUNCTION app.on_person_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  -- Of two with the same rank each may do what the other may.
  ranks jsonb := '{"viewer": 1, "member": 2, "manager": 3, "admin": 3}';
BEGIN
  INSERT INTO app.revocation (person_id) VALUES (OLD.id);
  PERFORM pg_notify('tidemark_revocation', '');
  IF TG_OP = 'DELETE' THEN
    RETURN NULL;
  END IF;
  IF NOT NEW.active THEN
    WITH ended AS (
      UPDATE app.session SET revoked_ts = now() WHERE person_id = NEW.id AND revoked_ts IS NULL RETURNING id)
    INSERT INTO app.revocation (person_id, session_id) SELECT NEW.id, id FROM ended;
  END IF;
  IF ranks -> OLD.person_type <> ranks -> NEW.person_type THEN
    PERFORM app.log_whole_access_change(
      array_agg(e.entity_code ORDER BY e.entity_code), array_agg(NEW.id),
      CASE WHEN ranks -> OLD.person_type < ranks -> NEW.person_type THEN 4 ELSE 5 END::smallint)
    FROM app.entity e;
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS standing_person_update ON app.person;
CREATE TRIGGER standing_person_update AFTER UPDATE OF person_type, active ON app.person
  FOR EACH ROW WHEN (OLD.person_type IS DISTINCT FROM NEW.person_type OR OLD.active IS DISTINCT FROM NEW.active)
  EXECUTE FUNCTION app.on_person_change();
DROP TRIGGER IF EXISTS standing_person_delete ON app.person;
CREATE TRIGGER standing_person_delete AFTER DELETE ON app.person
  FOR EACH ROW EXECUTE FUNCTION app.on_person_change();
