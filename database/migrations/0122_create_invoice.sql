-- Invoices (finance).

CREATE TABLE app.invoice (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contract_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  issued_on date NOT NULL,
  due_on date NOT NULL,
  paid_on date,
  net_amount numeric(14, 2) NOT NULL,
  tax_rate numeric(5, 2) NOT NULL DEFAULT 19,
  total_amount numeric(14, 2) NOT NULL,
  paid_amount numeric(14, 2) NOT NULL DEFAULT 0,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  reference varchar(80) COLLATE "C",
  notes text,
  CONSTRAINT invoice_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT invoice_status_choice CHECK (status IN ('draft', 'sent', 'partly_paid', 'paid', 'overdue', 'void')),
  CONSTRAINT invoice_issued_on_range CHECK (issued_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT invoice_due_on_range CHECK (due_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT invoice_paid_on_range CHECK (paid_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT invoice_net_amount_range CHECK (net_amount >= 0),
  CONSTRAINT invoice_tax_rate_range CHECK (tax_rate BETWEEN 0 AND 100),
  CONSTRAINT invoice_total_amount_range CHECK (total_amount >= 0),
  CONSTRAINT invoice_paid_amount_range CHECK (paid_amount >= 0),
  CONSTRAINT invoice_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT invoice_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT invoice_due_on_order CHECK (issued_on <= due_on),
  CONSTRAINT invoice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT invoice_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES app.contract (id) ON DELETE SET NULL,
  CONSTRAINT invoice_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE SET NULL,
  CONSTRAINT invoice_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX invoice_number_key ON app.invoice (number);
CREATE INDEX invoice_status_idx ON app.invoice (status, id);
CREATE INDEX invoice_issued_on_idx ON app.invoice (issued_on, id);
CREATE INDEX invoice_due_on_idx ON app.invoice (due_on, id);
CREATE INDEX invoice_total_amount_idx ON app.invoice (total_amount, id);
CREATE INDEX invoice_customer_id_idx ON app.invoice (customer_id, id);
CREATE INDEX invoice_contract_id_idx ON app.invoice (contract_id, id);
CREATE INDEX invoice_project_id_idx ON app.invoice (project_id, id);
CREATE INDEX invoice_owner_id_idx ON app.invoice (owner_id, id);
CREATE INDEX invoice_created_ts_idx ON app.invoice (created_ts, id);
CREATE INDEX invoice_updated_minute_idx ON app.invoice (updated_minute);

COMMENT ON TABLE app.invoice IS 'Invoices';
COMMENT ON COLUMN app.invoice.reference IS 'The customer''s order number.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('invoice', 'finance', 'owner_id', '{}');
