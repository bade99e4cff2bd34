-- Logs that access to entities as a whole changed: one row with the nil UUID for each pair of an entity and a person,
-- SHARE (4) or UNSHARE (5). The person's clients fetch again what they hold of it. codes and persons are parallel.
CREATE OR REPLACE FUNCTION app.log_whole_access_change(codes text[], persons uuid[], action smallint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  request app.request := nullif(current_setting('app.request', true), '')::app.request;
BEGIN
  INSERT INTO app.logging (
    person_id, person_type, fname, lname, username, api_endpoint, http_method, user_agent, ip, request_id,
    entity_code, entity_id, action, subject_person_id)
  SELECT
    app.current_person(), app.current_person_type(), request.fname, request.lname, request.username,
    request.endpoint, request.method, request.user_agent, request.ip, request.request_id,
    changed.code, '00000000-0000-0000-0000-000000000000', log_whole_access_change.action, changed.person_id
  FROM unnest(codes, persons) AS changed (code, person_id);
END
$$;

REVOKE ALL ON FUNCTION app.log_whole_access_change(text[], uuid[], smallint) FROM PUBLIC;
