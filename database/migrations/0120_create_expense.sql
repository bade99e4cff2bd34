-- Expenses (finance).

CREATE TABLE app.expense (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  purpose varchar(200) COLLATE "C" NOT NULL,
  employee_id uuid NOT NULL,
  project_id uuid,
  category varchar(40) COLLATE "C" NOT NULL DEFAULT 'other',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  spent_on date NOT NULL,
  amount numeric(14, 2) NOT NULL,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  exchange_rate numeric(14, 6) NOT NULL DEFAULT 1,
  is_billable boolean NOT NULL DEFAULT false,
  approver_id uuid,
  reimbursed_on date,
  receipt_url varchar(2000) COLLATE "C",
  notes text,
  CONSTRAINT expense_purpose_not_blank CHECK (btrim(purpose) <> ''),
  CONSTRAINT expense_category_choice CHECK (category IN ('travel', 'lodging', 'meals', 'equipment', 'training', 'software', 'other')),
  CONSTRAINT expense_status_choice CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'reimbursed')),
  CONSTRAINT expense_spent_on_range CHECK (spent_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT expense_amount_range CHECK (amount >= 0),
  CONSTRAINT expense_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT expense_exchange_rate_range CHECK (exchange_rate BETWEEN 0 AND 100000),
  CONSTRAINT expense_reimbursed_on_range CHECK (reimbursed_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT expense_receipt_url_format CHECK (receipt_url ~ '^https?://'),
  CONSTRAINT expense_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT expense_reimbursed_on_order CHECK (spent_on <= reimbursed_on),
  CONSTRAINT expense_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee (id) ON DELETE RESTRICT,
  CONSTRAINT expense_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE SET NULL,
  CONSTRAINT expense_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX expense_purpose_idx ON app.expense (purpose, id);
CREATE INDEX expense_spent_on_idx ON app.expense (spent_on, id);
CREATE INDEX expense_amount_idx ON app.expense (amount, id);
CREATE INDEX expense_status_idx ON app.expense (status, id);
CREATE INDEX expense_category_idx ON app.expense (category, id);
CREATE INDEX expense_employee_id_idx ON app.expense (employee_id, id);
CREATE INDEX expense_project_id_idx ON app.expense (project_id, id);
CREATE INDEX expense_approver_id_idx ON app.expense (approver_id, id);
CREATE INDEX expense_created_ts_idx ON app.expense (created_ts, id);
CREATE INDEX expense_updated_minute_idx ON app.expense (updated_minute);

COMMENT ON TABLE app.expense IS 'Expenses';
COMMENT ON COLUMN app.expense.exchange_rate IS 'To the company''s currency.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('expense', 'owner', 'employee_id', '{}');
