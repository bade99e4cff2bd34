-- A point in time as the wire has it: ISO 8601 in UTC with microseconds, whatever the session's time zone.
-- All have the same width, so that they sort as text as they sort in time.
CREATE OR REPLACE FUNCTION app.iso(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
