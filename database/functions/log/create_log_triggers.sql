-- Writes an entity's log triggers: after each statement, one log row for each record that it changed, in the writer's
-- own transaction. Statement-level with transition tables: the cost of a trigger call is paid once per statement.
-- Old and new rows are paired by a FULL JOIN, though each has its partner: PostgreSQL cannot do that one by nested loops,
-- which it would otherwise choose for the single row of the first call and keep for the 20,000 of a later one.
-- No NOTIFY here: it would take a cluster-wide lock in every writer's commit.
CREATE OR REPLACE FUNCTION app.create_log_triggers(code text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  verb record;
BEGIN
  FOR verb IN
    SELECT * FROM (VALUES
      ('insert', 1, 'n.version', 'NULL::jsonb', app.image_expression(code, 'n'), 'new_rows n', 'n.id',
       'REFERENCING NEW TABLE AS new_rows'),
      ('update', 2, 'n.version', app.image_expression(code, 'o'), app.image_expression(code, 'n'),
       'new_rows n FULL JOIN old_rows o ON o.id = n.id', 'n.id', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'),
      ('delete', 3, 'o.version + 1', app.image_expression(code, 'o'), 'NULL::jsonb', 'old_rows o', 'o.id',
       'REFERENCING OLD TABLE AS old_rows')
    ) AS verbs (name, action, version, old_image, new_image, source, id, tables)
  LOOP
    EXECUTE format($body$
      CREATE OR REPLACE FUNCTION app.%1$I() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $trigger$
      DECLARE
        request app.request := nullif(current_setting('app.request', true), '')::app.request;
      BEGIN
        INSERT INTO app.logging (
          person_id, person_type, fname, lname, username, api_endpoint, http_method, user_agent, ip, request_id,
          entity_code, entity_id, action, version, entity_from_version, entity_to_version)
        SELECT
          app.current_person(), app.current_person_type(), request.fname, request.lname, request.username,
          request.endpoint, request.method, request.user_agent, request.ip, request.request_id,
          %2$L, %3$s, %4$s, %5$s, %6$s, %7$s
        FROM %8$s;%9$s
        RETURN NULL;
      END
      $trigger$
    $body$, 'log_' || verb.name || '_' || code, code, verb.id, verb.action, verb.version, verb.old_image, verb.new_image,
      verb.source,
      CASE verb.name WHEN 'insert' THEN format($check$
        -- Since the version was chosen, another transaction may have created and deleted the same record.
        IF EXISTS (SELECT FROM new_rows n JOIN app.tombstone t ON t.entity_code = %1$L AND t.entity_id = n.id WHERE t.version >= n.version) THEN
          RAISE EXCEPTION 'a record of app.%1$I was created and deleted at the same time' USING ERRCODE = '40001', HINT = 'Repeat the transaction.';
        END IF;$check$, code)
      WHEN 'delete' THEN format($tombstone$
        INSERT INTO app.tombstone AS t (entity_code, entity_id, version)
        SELECT %L, o.id, o.version + 1 FROM old_rows o
        ON CONFLICT (entity_code, entity_id) DO UPDATE SET version = greatest(t.version, excluded.version);$tombstone$, code)
      ELSE '' END);
    PERFORM app.create_trigger(code, format('log_%s_%s', code, verb.name), 'AFTER ' || upper(verb.name),
                               verb.tables || ' FOR EACH STATEMENT', 'log_' || verb.name || '_' || code);
  END LOOP;
  PERFORM app.create_truncate_trigger(code);
END
$$;
