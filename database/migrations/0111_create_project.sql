-- Projects (delivery).

CREATE TABLE app.project (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'planned',
  priority varchar(40) COLLATE "C" NOT NULL DEFAULT 'normal',
  health varchar(40) COLLATE "C" NOT NULL DEFAULT 'on_track',
  customer_id uuid,
  manager_id uuid,
  department_id uuid,
  start_on date,
  due_on date,
  budget numeric(14, 2),
  spent numeric(14, 2) NOT NULL DEFAULT 0,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  progress numeric(5, 2) NOT NULL DEFAULT 0,
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT project_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT project_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT project_status_choice CHECK (status IN ('planned', 'active', 'on_hold', 'completed', 'cancelled')),
  CONSTRAINT project_priority_choice CHECK (priority IN ('low', 'normal', 'high', 'critical')),
  CONSTRAINT project_health_choice CHECK (health IN ('on_track', 'at_risk', 'off_track')),
  CONSTRAINT project_start_on_range CHECK (start_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT project_due_on_range CHECK (due_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT project_budget_range CHECK (budget >= 0),
  CONSTRAINT project_spent_range CHECK (spent >= 0),
  CONSTRAINT project_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT project_progress_range CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT project_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT project_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT project_due_on_order CHECK (start_on <= due_on),
  CONSTRAINT project_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT project_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee (id) ON DELETE SET NULL,
  CONSTRAINT project_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX project_code_key ON app.project (code);
CREATE INDEX project_name_idx ON app.project (name, id);
CREATE INDEX project_status_idx ON app.project (status, id);
CREATE INDEX project_start_on_idx ON app.project (start_on, id);
CREATE INDEX project_due_on_idx ON app.project (due_on, id);
CREATE INDEX project_budget_idx ON app.project (budget, id);
CREATE INDEX project_progress_idx ON app.project (progress, id);
CREATE INDEX project_priority_idx ON app.project (priority, id);
CREATE INDEX project_health_idx ON app.project (health, id);
CREATE INDEX project_tags_idx ON app.project USING gin (tags);
CREATE INDEX project_customer_id_idx ON app.project (customer_id, id);
CREATE INDEX project_manager_id_idx ON app.project (manager_id, id);
CREATE INDEX project_department_id_idx ON app.project (department_id, id);
CREATE INDEX project_created_ts_idx ON app.project (created_ts, id);
CREATE INDEX project_updated_minute_idx ON app.project (updated_minute);

COMMENT ON TABLE app.project IS 'Projects';
COMMENT ON COLUMN app.project.code IS 'Short and unique, as on invoices: APO-24.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('project', 'project', 'id', '{}');
