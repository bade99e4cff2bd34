-- Change requests (delivery).

CREATE TABLE app.change_request (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  title varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  requester_id uuid,
  approver_id uuid,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'scope',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  impact_days integer NOT NULL DEFAULT 0,
  cost_impact numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  requested_on date NOT NULL,
  decided_on date,
  justification text,
  description text,
  CONSTRAINT change_request_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT change_request_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT change_request_kind_choice CHECK (kind IN ('scope', 'schedule', 'budget', 'quality')),
  CONSTRAINT change_request_status_choice CHECK (status IN ('draft', 'submitted', 'approved', 'rejected', 'implemented')),
  CONSTRAINT change_request_impact_days_range CHECK (impact_days BETWEEN -365 AND 3650),
  CONSTRAINT change_request_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT change_request_requested_on_range CHECK (requested_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT change_request_decided_on_range CHECK (decided_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT change_request_justification_length CHECK (char_length(justification) <= 4000),
  CONSTRAINT change_request_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT change_request_decided_on_order CHECK (requested_on <= decided_on),
  CONSTRAINT change_request_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT change_request_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES app.employee (id) ON DELETE SET NULL,
  CONSTRAINT change_request_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX change_request_number_key ON app.change_request (number);
CREATE INDEX change_request_title_idx ON app.change_request (title, id);
CREATE INDEX change_request_status_idx ON app.change_request (status, id);
CREATE INDEX change_request_requested_on_idx ON app.change_request (requested_on, id);
CREATE INDEX change_request_cost_impact_idx ON app.change_request (cost_impact, id);
CREATE INDEX change_request_kind_idx ON app.change_request (kind, id);
CREATE INDEX change_request_project_id_idx ON app.change_request (project_id, id);
CREATE INDEX change_request_requester_id_idx ON app.change_request (requester_id, id);
CREATE INDEX change_request_approver_id_idx ON app.change_request (approver_id, id);
CREATE INDEX change_request_created_ts_idx ON app.change_request (created_ts, id);
CREATE INDEX change_request_updated_minute_idx ON app.change_request (updated_minute);

COMMENT ON TABLE app.change_request IS 'Change requests';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('change_request', 'project', 'project_id', '{}');
