-- For tables made before: lists by updated_ts have their index on its minute, and sort within. With an index on updated_ts
-- itself no UPDATE was a heap-only one: each made a new entry in every index of its table. And rows have room for their
-- next version beside them. Rewrites those tables, under a lock.
DO $$
DECLARE
  code text;
BEGIN
  FOR code IN
    SELECT e.entity_code FROM app.entity e
    WHERE NOT EXISTS (SELECT FROM pg_attribute a
                      WHERE a.attrelid = format('app.%I', e.entity_code)::regclass AND a.attname = 'updated_minute' AND NOT a.attisdropped)
    ORDER BY e.entity_code
  LOOP
    EXECUTE format($add$
      ALTER TABLE app.%1$I SET (fillfactor = 85);
      ALTER TABLE app.%1$I ADD COLUMN updated_minute timestamp NOT NULL
        GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED;
      DROP INDEX IF EXISTS app.%2$I;
      CREATE INDEX %3$I ON app.%1$I (updated_minute);
      ANALYZE app.%1$I (updated_minute);
    $add$, code, code || '_updated_ts_idx', code || '_updated_minute_idx');
  END LOOP;
END
$$;
