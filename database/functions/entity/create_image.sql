-- Writes app.image(app.<code>): a record as JSON. It is one expression, so queries inline it.
CREATE OR REPLACE FUNCTION app.create_image(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE FUNCTION app.image(record app.%I) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS %L',
    code, 'SELECT ' || app.image_expression(code, 'record'));
END
$$;
