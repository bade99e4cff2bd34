-- Timesheets (delivery).

CREATE TABLE app.timesheet (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  activity varchar(200) COLLATE "C" NOT NULL,
  employee_id uuid NOT NULL,
  project_id uuid NOT NULL,
  task_id uuid,
  worked_on date NOT NULL,
  hours numeric(14, 2) NOT NULL,
  is_billable boolean NOT NULL DEFAULT true,
  hourly_rate numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  approver_id uuid,
  approved_ts timestamptz,
  notes text,
  CONSTRAINT timesheet_activity_not_blank CHECK (btrim(activity) <> ''),
  CONSTRAINT timesheet_worked_on_range CHECK (worked_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT timesheet_hours_range CHECK (hours BETWEEN 0.25 AND 24),
  CONSTRAINT timesheet_hourly_rate_range CHECK (hourly_rate >= 0),
  CONSTRAINT timesheet_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT timesheet_status_choice CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'invoiced')),
  CONSTRAINT timesheet_approved_ts_range CHECK (approved_ts >= '0001-01-01 00:00:00Z' AND approved_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT timesheet_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT timesheet_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee (id) ON DELETE RESTRICT,
  CONSTRAINT timesheet_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE RESTRICT,
  CONSTRAINT timesheet_task_id_fkey FOREIGN KEY (task_id) REFERENCES app.task (id) ON DELETE SET NULL,
  CONSTRAINT timesheet_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX timesheet_activity_idx ON app.timesheet (activity, id);
CREATE INDEX timesheet_worked_on_idx ON app.timesheet (worked_on, id);
CREATE INDEX timesheet_hours_idx ON app.timesheet (hours, id);
CREATE INDEX timesheet_status_idx ON app.timesheet (status, id);
CREATE INDEX timesheet_is_billable_idx ON app.timesheet (is_billable, id);
CREATE INDEX timesheet_employee_id_idx ON app.timesheet (employee_id, id);
CREATE INDEX timesheet_project_id_idx ON app.timesheet (project_id, id);
CREATE INDEX timesheet_task_id_idx ON app.timesheet (task_id, id);
CREATE INDEX timesheet_approver_id_idx ON app.timesheet (approver_id, id);
CREATE INDEX timesheet_created_ts_idx ON app.timesheet (created_ts, id);
CREATE INDEX timesheet_updated_minute_idx ON app.timesheet (updated_minute);

COMMENT ON TABLE app.timesheet IS 'Timesheets';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('timesheet', 'owner', 'employee_id', '{}');
