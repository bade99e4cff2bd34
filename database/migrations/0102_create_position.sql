-- Positions (people).

CREATE TABLE app.position (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(120) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  department_id uuid NOT NULL,
  level varchar(40) COLLATE "C" NOT NULL DEFAULT 'professional',
  salary_min numeric(14, 2),
  salary_max numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  openings integer NOT NULL DEFAULT 0,
  is_remote boolean NOT NULL DEFAULT false,
  description text,
  CONSTRAINT position_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT position_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT position_level_choice CHECK (level IN ('junior', 'professional', 'senior', 'lead', 'executive')),
  CONSTRAINT position_salary_min_range CHECK (salary_min >= 0),
  CONSTRAINT position_salary_max_range CHECK (salary_max >= 0),
  CONSTRAINT position_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT position_openings_range CHECK (openings BETWEEN 0 AND 1000),
  CONSTRAINT position_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT position_salary_max_order CHECK (salary_min <= salary_max),
  CONSTRAINT position_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX position_code_key ON app.position (code);
CREATE INDEX position_name_idx ON app.position (name, id);
CREATE INDEX position_level_idx ON app.position (level, id);
CREATE INDEX position_openings_idx ON app.position (openings, id);
CREATE INDEX position_salary_max_idx ON app.position (salary_max, id);
CREATE INDEX position_is_remote_idx ON app.position (is_remote, id);
CREATE INDEX position_department_id_idx ON app.position (department_id, id);
CREATE INDEX position_created_ts_idx ON app.position (created_ts, id);
CREATE INDEX position_updated_minute_idx ON app.position (updated_minute);

COMMENT ON TABLE app.position IS 'Positions';
COMMENT ON COLUMN app.position.salary_min IS 'Gross per year.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('position', 'directory', NULL, '{}');
