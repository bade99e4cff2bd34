-- Raises 42704 unless the code is a tracked entity's.
CREATE OR REPLACE FUNCTION app.require_entity(code text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM app.entity e WHERE e.entity_code = code) THEN
    RAISE EXCEPTION 'unknown entity "%"', code
      USING ERRCODE = '42704', HINT = 'Tracked entities are the rows of app.entity.';
  END IF;
END
$$;
