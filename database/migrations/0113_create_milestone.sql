-- Milestones (delivery).

CREATE TABLE app.milestone (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  owner_id uuid,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'planned',
  due_on date NOT NULL,
  reached_on date,
  progress numeric(5, 2) NOT NULL DEFAULT 0,
  billing_amount numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  acceptance text,
  CONSTRAINT milestone_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT milestone_status_choice CHECK (status IN ('planned', 'in_progress', 'reached', 'missed')),
  CONSTRAINT milestone_due_on_range CHECK (due_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT milestone_reached_on_range CHECK (reached_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT milestone_progress_range CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT milestone_billing_amount_range CHECK (billing_amount >= 0),
  CONSTRAINT milestone_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT milestone_acceptance_length CHECK (char_length(acceptance) <= 20000),
  CONSTRAINT milestone_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT milestone_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX milestone_name_idx ON app.milestone (name, id);
CREATE INDEX milestone_status_idx ON app.milestone (status, id);
CREATE INDEX milestone_due_on_idx ON app.milestone (due_on, id);
CREATE INDEX milestone_progress_idx ON app.milestone (progress, id);
CREATE INDEX milestone_project_id_idx ON app.milestone (project_id, id);
CREATE INDEX milestone_owner_id_idx ON app.milestone (owner_id, id);
CREATE INDEX milestone_created_ts_idx ON app.milestone (created_ts, id);
CREATE INDEX milestone_updated_minute_idx ON app.milestone (updated_minute);

COMMENT ON TABLE app.milestone IS 'Milestones';
COMMENT ON COLUMN app.milestone.billing_amount IS 'What the customer is invoiced when it is reached.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('milestone', 'project', 'project_id', '{}');
