-- Employees (people).

CREATE TABLE app.employee (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(160) COLLATE "C" NOT NULL,
  number varchar(20) COLLATE "C" NOT NULL,
  email varchar(254) COLLATE "C" NOT NULL,
  phone varchar(40) COLLATE "C",
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'active',
  employment varchar(40) COLLATE "C" NOT NULL DEFAULT 'full_time',
  department_id uuid,
  position_id uuid,
  manager_id uuid,
  office_id uuid,
  hired_on date NOT NULL,
  left_on date,
  weekly_hours numeric(14, 2) NOT NULL DEFAULT 40,
  birth_date date,
  national_id varchar(40) COLLATE "C",
  salary numeric(14, 2),
  salary_currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  notes text,
  CONSTRAINT employee_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT employee_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT employee_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT employee_phone_format CHECK (phone ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT employee_status_choice CHECK (status IN ('onboarding', 'active', 'on_leave', 'left')),
  CONSTRAINT employee_employment_choice CHECK (employment IN ('full_time', 'part_time', 'contractor', 'intern')),
  CONSTRAINT employee_hired_on_range CHECK (hired_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT employee_left_on_range CHECK (left_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT employee_weekly_hours_range CHECK (weekly_hours BETWEEN 0 AND 60),
  CONSTRAINT employee_birth_date_range CHECK (birth_date BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT employee_salary_range CHECK (salary >= 0),
  CONSTRAINT employee_salary_currency_choice CHECK (salary_currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT employee_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT employee_left_on_order CHECK (hired_on <= left_on),
  CONSTRAINT employee_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT,
  CONSTRAINT employee_position_id_fkey FOREIGN KEY (position_id) REFERENCES app.position (id) ON DELETE RESTRICT,
  CONSTRAINT employee_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee (id) ON DELETE SET NULL,
  CONSTRAINT employee_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX employee_number_key ON app.employee (number);
CREATE UNIQUE INDEX employee_email_key ON app.employee (email);
CREATE INDEX employee_name_idx ON app.employee (name, id);
CREATE INDEX employee_hired_on_idx ON app.employee (hired_on, id);
CREATE INDEX employee_status_idx ON app.employee (status, id);
CREATE INDEX employee_employment_idx ON app.employee (employment, id);
CREATE INDEX employee_department_id_idx ON app.employee (department_id, id);
CREATE INDEX employee_position_id_idx ON app.employee (position_id, id);
CREATE INDEX employee_manager_id_idx ON app.employee (manager_id, id);
CREATE INDEX employee_office_id_idx ON app.employee (office_id, id);
CREATE INDEX employee_created_ts_idx ON app.employee (created_ts, id);
CREATE INDEX employee_updated_minute_idx ON app.employee (updated_minute);

COMMENT ON TABLE app.employee IS 'Employees';
COMMENT ON COLUMN app.employee.name IS 'As the person wants to be called.';
COMMENT ON COLUMN app.employee.salary IS 'Gross per year.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('employee', 'directory', NULL, '{"birth_date","national_id","salary","salary_currency"}');
