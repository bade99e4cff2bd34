-- Logs that access to records changed: one row for each pair of a record and a person, SHARE (4) or UNSHARE (5), with
-- the record as it is. ids and persons are parallel. A record that is gone in this very transaction gives a row without
-- an image; its DELETE has a row of its own.
CREATE OR REPLACE FUNCTION app.log_access_change(code text, ids uuid[], persons uuid[], action smallint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  request app.request := nullif(current_setting('app.request', true), '');
BEGIN
  IF ids IS NULL OR cardinality(ids) = 0 THEN
    RETURN;
  END IF;
  EXECUTE format($sql$
    INSERT INTO app.logging (
      person_id, person_type, fname, lname, username, api_endpoint, http_method, user_agent, ip, request_id,
      entity_code, entity_id, action, version, subject_person_id, entity_from_version, entity_to_version)
    SELECT
      app.current_person(), app.current_person_type(), ($4).fname, ($4).lname, ($4).username,
      ($4).endpoint, ($4).method, ($4).user_agent, ($4).ip, ($4).request_id,
      %1$L, changed.id, $3, coalesce(r.version, last.version), changed.person_id,
      CASE WHEN $3 = 5 AND r.id IS NOT NULL THEN app.image(r) END,
      CASE WHEN $3 = 4 AND r.id IS NOT NULL THEN app.image(r) END
    FROM unnest($1, $2) AS changed (id, person_id)
    LEFT JOIN app.%1$I r ON r.id = changed.id
    LEFT JOIN LATERAL (
      SELECT max(l.version) AS version FROM app.logging l
      WHERE r.id IS NULL AND l.entity_code = %1$L AND l.entity_id = changed.id) last ON true
  $sql$, code) USING ids, persons, action, request;
END
$$;

REVOKE ALL ON FUNCTION app.log_access_change(text, uuid[], uuid[], smallint) FROM PUBLIC;
