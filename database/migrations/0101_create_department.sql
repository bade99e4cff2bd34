-- Departments (people).

CREATE TABLE app.department (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(120) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  parent_id uuid,
  manager_id uuid,
  office_id uuid,
  cost_center varchar(20) COLLATE "C",
  email varchar(254) COLLATE "C",
  headcount_plan integer,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'active',
  mission text,
  CONSTRAINT department_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT department_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT department_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT department_headcount_plan_range CHECK (headcount_plan BETWEEN 0 AND 100000),
  CONSTRAINT department_status_choice CHECK (status IN ('active', 'merging', 'closed')),
  CONSTRAINT department_mission_length CHECK (char_length(mission) <= 4000),
  CONSTRAINT department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.department (id) ON DELETE RESTRICT,
  CONSTRAINT department_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX department_code_key ON app.department (code);
CREATE INDEX department_name_idx ON app.department (name, id);
CREATE INDEX department_headcount_plan_idx ON app.department (headcount_plan, id);
CREATE INDEX department_status_idx ON app.department (status, id);
CREATE INDEX department_cost_center_idx ON app.department (cost_center, id);
CREATE INDEX department_parent_id_idx ON app.department (parent_id, id);
CREATE INDEX department_manager_id_idx ON app.department (manager_id, id);
CREATE INDEX department_office_id_idx ON app.department (office_id, id);
CREATE INDEX department_created_ts_idx ON app.department (created_ts, id);
CREATE INDEX department_updated_minute_idx ON app.department (updated_minute);

COMMENT ON TABLE app.department IS 'Departments';
COMMENT ON COLUMN app.department.cost_center IS 'As in the ledger: 4400.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('department', 'directory', NULL, '{}');
