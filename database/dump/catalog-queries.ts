/** Tables and views of the schema app, without the log's monthly partitions: those come and go with the calendar. */
export const RELATIONS = `
  SELECT c.oid::int AS oid, c.relname AS name, c.relkind AS kind, pg_get_partkeydef(c.oid) AS partition_key,
         pg_get_expr(c.relpartbound, c.oid) AS partition_bound, c.relrowsecurity AS has_security,
         c.relforcerowsecurity AS is_forced, obj_description(c.oid, 'pg_class') AS comment,
         array_to_string(c.reloptions, ', ') AS options,
         CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid, true) END AS definition
  FROM pg_class c
  WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname !~ '^logging_\\d{4}_\\d{2}$'
  ORDER BY c.relkind = 'v', c.relname COLLATE "C"`;

export const COLUMNS = `
  SELECT quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attcollation NOT IN (0, (SELECT oid FROM pg_collation WHERE collname = 'default'))
                 THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END
         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
         || CASE WHEN a.attgenerated = 's' THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
                 ELSE coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') END AS line,
         a.attname AS name, col_description(a.attrelid, a.attnum) AS comment
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = $1::int::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

/** Without NOT NULL, which PostgreSQL 18 began to list as constraints. */
export const CONSTRAINTS = `
  SELECT format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid, true)) AS line
  FROM pg_constraint WHERE conrelid = $1::int::oid AND contype IN ('p', 'u', 'f', 'c', 'x')
  ORDER BY array_position(ARRAY['p', 'u', 'c', 'f', 'x'], contype::text), conname COLLATE "C"`;

export const INDEXES = `
  SELECT pg_get_indexdef(i.indexrelid) AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = $1::int::oid AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x'))
  ORDER BY c.relname COLLATE "C"`;

export const TRIGGERS = `
  SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE tgrelid = $1::int::oid AND NOT tgisinternal
  ORDER BY tgname COLLATE "C"`;

export const POLICIES = `
  SELECT format('CREATE POLICY %I ON app.%I FOR %s TO %s%s%s', p.policyname, p.tablename, p.cmd,
                (SELECT string_agg(CASE WHEN r = current_user THEN 'CURRENT_USER' ELSE r END, ', ') FROM unnest(p.roles) AS r),
                ' USING (' || p.qual || ')', ' WITH CHECK (' || p.with_check || ')') AS line
  FROM pg_policies p WHERE p.schemaname = 'app' AND p.tablename = (SELECT relname FROM pg_class WHERE oid = $1::int::oid)
  ORDER BY p.policyname COLLATE "C"`;

/** Rights of the two login roles, on the whole relation and on single columns. */
export const GRANTS = `
  SELECT format('GRANT %s ON app.%I TO %I', string_agg(g.privilege, ', ' ORDER BY g.privilege), c.relname, g.grantee) AS line
  FROM pg_class c, LATERAL (
    SELECT a.privilege_type AS privilege, a.grantee::regrole::text AS grantee FROM aclexplode(c.relacl) a
    UNION ALL
    SELECT format('%s (%s)', a.privilege_type, string_agg(quote_ident(t.attname), ', ' ORDER BY t.attnum)), a.grantee::regrole::text
    FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = c.oid GROUP BY a.privilege_type, a.grantee
  ) g
  WHERE c.oid = $1::int::oid AND g.grantee IN ('app_api', 'app_sync') GROUP BY c.relname, g.grantee ORDER BY g.grantee`;

export const TYPES = `
  SELECT format('CREATE TYPE app.%I AS (%s)', t.typname, string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)) AS line
  FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
  WHERE t.typnamespace = 'app'::regnamespace GROUP BY t.typname
  UNION ALL
  SELECT format('CREATE DOMAIN app.%I AS %s %s', t.typname, format_type(t.typbasetype, t.typtypmod), pg_get_constraintdef(k.oid))
  FROM pg_type t JOIN pg_constraint k ON k.contypid = t.oid AND k.contype = 'c'
  WHERE t.typnamespace = 'app'::regnamespace AND t.typtype = 'd'
  ORDER BY 1`;

/** Signatures only: their text stands in functions/, or is written by app.track_entity from the columns above. */
export const FUNCTIONS = `
  SELECT format('%I(%s) RETURNS %s%s%s%s', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
                CASE p.provolatile WHEN 'i' THEN ' IMMUTABLE' WHEN 's' THEN ' STABLE' ELSE '' END,
                CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END,
                (SELECT ' -- for ' || string_agg(DISTINCT a.grantee::regrole::text, ', ') FROM aclexplode(p.proacl) a
                 WHERE a.grantee::regrole::text IN ('app_api', 'app_sync'))) AS line
  FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace ORDER BY 1`;
