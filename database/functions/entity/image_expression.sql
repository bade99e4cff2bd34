-- SQL that makes a record's image from the row variable `alias`: every column but the secret ones and the minute that
-- lists have their index on, keys in camelCase.
-- This is the one representation of a record, in REST answers, in the log and on the wire.
-- The keys come in the order in which jsonb keeps them, the shorter ones first: given otherwise, each image is sorted.
CREATE OR REPLACE FUNCTION app.image_expression(code text, alias text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  pairs text[];
BEGIN
  SELECT array_agg(
    format(CASE WHEN a.atttypid = 'timestamptz'::regtype THEN '%L, app.iso(%s.%I)' ELSE '%L, %s.%I' END,
           key, alias, a.attname)
    ORDER BY octet_length(key), key COLLATE "C") INTO pairs
  FROM pg_attribute a CROSS JOIN app.camel_case(a.attname) AS key
  WHERE a.attrelid = format('app.%I', code)::regclass AND a.attnum > 0 AND NOT a.attisdropped
    AND a.attname <> 'updated_minute'
    AND a.attname <> ALL (SELECT unnest(e.secret_columns) FROM app.entity e WHERE e.entity_code = code);
  -- A function takes 100 arguments at most: 50 pairs.
  RETURN (SELECT string_agg(format('jsonb_build_object(%s)', array_to_string(pairs[n : n + 49], ', ')), ' || ')
          FROM generate_series(1, cardinality(pairs), 50) AS n);
END
$$;
