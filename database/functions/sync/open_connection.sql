-- Notes a new socket, unless its person has `most` open already, on whatever pod. Whether it was noted.
-- Two at once for the same person take turns, so that the limit holds exactly.
CREATE OR REPLACE FUNCTION app.open_connection(connection text, person uuid, pod text, most integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('app.open_connection', 0) # hashtextextended(person::text, 1));
  IF (SELECT count(*) FROM app.sync_connection c WHERE c.user_id = person) >= most THEN
    RETURN false;
  END IF;
  INSERT INTO app.sync_connection (connection_id, user_id, pod_id) VALUES (connection, person, pod);
  RETURN true;
END
$$;

REVOKE ALL ON FUNCTION app.open_connection(text, uuid, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.open_connection(text, uuid, text, integer) TO app_sync;
