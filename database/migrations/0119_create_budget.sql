-- Budgets (finance).

CREATE TABLE app.budget (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(160) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  department_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  fiscal_year integer NOT NULL,
  period varchar(40) COLLATE "C" NOT NULL DEFAULT 'year',
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'operating',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  planned numeric(14, 2) NOT NULL,
  committed numeric(14, 2) NOT NULL DEFAULT 0,
  spent numeric(14, 2) NOT NULL DEFAULT 0,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  notes text,
  CONSTRAINT budget_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT budget_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT budget_fiscal_year_range CHECK (fiscal_year BETWEEN 2000 AND 2100),
  CONSTRAINT budget_period_choice CHECK (period IN ('year', 'first_half', 'second_half', 'q1', 'q2', 'q3', 'q4')),
  CONSTRAINT budget_kind_choice CHECK (kind IN ('operating', 'capital', 'personnel', 'project')),
  CONSTRAINT budget_status_choice CHECK (status IN ('draft', 'approved', 'frozen', 'closed')),
  CONSTRAINT budget_planned_range CHECK (planned >= 0),
  CONSTRAINT budget_committed_range CHECK (committed >= 0),
  CONSTRAINT budget_spent_range CHECK (spent >= 0),
  CONSTRAINT budget_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT budget_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT budget_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT,
  CONSTRAINT budget_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE RESTRICT,
  CONSTRAINT budget_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX budget_code_key ON app.budget (code);
CREATE INDEX budget_name_idx ON app.budget (name, id);
CREATE INDEX budget_fiscal_year_idx ON app.budget (fiscal_year, id);
CREATE INDEX budget_planned_idx ON app.budget (planned, id);
CREATE INDEX budget_spent_idx ON app.budget (spent, id);
CREATE INDEX budget_period_idx ON app.budget (period, id);
CREATE INDEX budget_kind_idx ON app.budget (kind, id);
CREATE INDEX budget_status_idx ON app.budget (status, id);
CREATE INDEX budget_department_id_idx ON app.budget (department_id, id);
CREATE INDEX budget_project_id_idx ON app.budget (project_id, id);
CREATE INDEX budget_owner_id_idx ON app.budget (owner_id, id);
CREATE INDEX budget_created_ts_idx ON app.budget (created_ts, id);
CREATE INDEX budget_updated_minute_idx ON app.budget (updated_minute);

COMMENT ON TABLE app.budget IS 'Budgets';
COMMENT ON COLUMN app.budget.committed IS 'Ordered, but not yet invoiced.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('budget', 'finance', 'owner_id', '{}');
