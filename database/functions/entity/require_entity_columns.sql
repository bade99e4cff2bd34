-- Raises unless the table has the four columns that every entity has.
CREATE OR REPLACE FUNCTION app.require_entity_columns(code text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  missing text;
BEGIN
  SELECT string_agg(needed.name || ' ' || needed.type, ', ') INTO missing
  FROM (VALUES ('id', 'uuid'), ('version', 'bigint'), ('created_ts', 'timestamp with time zone'),
               ('updated_ts', 'timestamp with time zone')) AS needed (name, type)
  WHERE NOT EXISTS (
    SELECT FROM pg_attribute a
    WHERE a.attrelid = to_regclass(format('app.%I', code)) AND NOT a.attisdropped
      AND a.attname = needed.name AND format_type(a.atttypid, a.atttypmod) = needed.type);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'app.% cannot be tracked: it lacks %', code, missing
      USING HINT = 'An entity table has id uuid PRIMARY KEY, version bigint, created_ts and updated_ts timestamptz, all NOT NULL.';
  END IF;
END
$$;
