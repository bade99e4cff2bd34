-- Contracts (customers).

CREATE TABLE app.contract (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  name varchar(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  quote_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'fixed_price',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  signed_on date,
  start_on date NOT NULL,
  end_on date,
  value numeric(14, 2) NOT NULL,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  billing varchar(40) COLLATE "C" NOT NULL DEFAULT 'monthly',
  notice_days integer NOT NULL DEFAULT 90,
  auto_renew boolean NOT NULL DEFAULT false,
  terms text,
  CONSTRAINT contract_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT contract_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT contract_kind_choice CHECK (kind IN ('fixed_price', 'time_and_material', 'retainer', 'license', 'maintenance')),
  CONSTRAINT contract_status_choice CHECK (status IN ('draft', 'in_review', 'signed', 'active', 'ended', 'terminated')),
  CONSTRAINT contract_signed_on_range CHECK (signed_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT contract_start_on_range CHECK (start_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT contract_end_on_range CHECK (end_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT contract_value_range CHECK (value >= 0),
  CONSTRAINT contract_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT contract_billing_choice CHECK (billing IN ('once', 'monthly', 'quarterly', 'yearly', 'by_milestone')),
  CONSTRAINT contract_notice_days_range CHECK (notice_days BETWEEN 0 AND 730),
  CONSTRAINT contract_terms_length CHECK (char_length(terms) <= 20000),
  CONSTRAINT contract_end_on_order CHECK (start_on <= end_on),
  CONSTRAINT contract_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT contract_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES app.quote (id) ON DELETE SET NULL,
  CONSTRAINT contract_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE SET NULL,
  CONSTRAINT contract_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX contract_number_key ON app.contract (number);
CREATE INDEX contract_name_idx ON app.contract (name, id);
CREATE INDEX contract_status_idx ON app.contract (status, id);
CREATE INDEX contract_start_on_idx ON app.contract (start_on, id);
CREATE INDEX contract_end_on_idx ON app.contract (end_on, id);
CREATE INDEX contract_value_idx ON app.contract (value, id);
CREATE INDEX contract_kind_idx ON app.contract (kind, id);
CREATE INDEX contract_auto_renew_idx ON app.contract (auto_renew, id);
CREATE INDEX contract_customer_id_idx ON app.contract (customer_id, id);
CREATE INDEX contract_quote_id_idx ON app.contract (quote_id, id);
CREATE INDEX contract_project_id_idx ON app.contract (project_id, id);
CREATE INDEX contract_owner_id_idx ON app.contract (owner_id, id);
CREATE INDEX contract_created_ts_idx ON app.contract (created_ts, id);
CREATE INDEX contract_updated_minute_idx ON app.contract (updated_minute);

COMMENT ON TABLE app.contract IS 'Contracts';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('contract', 'finance', 'owner_id', '{}');
