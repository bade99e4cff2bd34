-- created_ts -> createdTs. A column's name on the wire.
CREATE OR REPLACE FUNCTION app.camel_case(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(CASE WHEN position = 1 THEN word ELSE upper(left(word, 1)) || substr(word, 2) END, '' ORDER BY position)
  FROM unnest(string_to_array(name, '_')) WITH ORDINALITY AS words (word, position)
$$;
