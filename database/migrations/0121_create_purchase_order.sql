-- Purchase orders (finance).

CREATE TABLE app.purchase_order (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  subject varchar(200) COLLATE "C" NOT NULL,
  vendor_id uuid NOT NULL,
  requester_id uuid NOT NULL,
  department_id uuid,
  project_id uuid,
  office_id uuid,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  ordered_on date,
  expected_on date,
  received_on date,
  net_amount numeric(14, 2) NOT NULL,
  tax_rate numeric(5, 2) NOT NULL DEFAULT 19,
  total_amount numeric(14, 2) NOT NULL,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  notes text,
  CONSTRAINT purchase_order_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT purchase_order_subject_not_blank CHECK (btrim(subject) <> ''),
  CONSTRAINT purchase_order_status_choice CHECK (status IN ('draft', 'approved', 'ordered', 'partly_received', 'received', 'cancelled')),
  CONSTRAINT purchase_order_ordered_on_range CHECK (ordered_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT purchase_order_expected_on_range CHECK (expected_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT purchase_order_received_on_range CHECK (received_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT purchase_order_net_amount_range CHECK (net_amount >= 0),
  CONSTRAINT purchase_order_tax_rate_range CHECK (tax_rate BETWEEN 0 AND 100),
  CONSTRAINT purchase_order_total_amount_range CHECK (total_amount >= 0),
  CONSTRAINT purchase_order_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT purchase_order_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT purchase_order_expected_on_order CHECK (ordered_on <= expected_on),
  CONSTRAINT purchase_order_received_on_order CHECK (ordered_on <= received_on),
  CONSTRAINT purchase_order_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor (id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES app.employee (id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE SET NULL,
  CONSTRAINT purchase_order_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX purchase_order_number_key ON app.purchase_order (number);
CREATE INDEX purchase_order_subject_idx ON app.purchase_order (subject, id);
CREATE INDEX purchase_order_status_idx ON app.purchase_order (status, id);
CREATE INDEX purchase_order_ordered_on_idx ON app.purchase_order (ordered_on, id);
CREATE INDEX purchase_order_expected_on_idx ON app.purchase_order (expected_on, id);
CREATE INDEX purchase_order_total_amount_idx ON app.purchase_order (total_amount, id);
CREATE INDEX purchase_order_vendor_id_idx ON app.purchase_order (vendor_id, id);
CREATE INDEX purchase_order_requester_id_idx ON app.purchase_order (requester_id, id);
CREATE INDEX purchase_order_department_id_idx ON app.purchase_order (department_id, id);
CREATE INDEX purchase_order_project_id_idx ON app.purchase_order (project_id, id);
CREATE INDEX purchase_order_office_id_idx ON app.purchase_order (office_id, id);
CREATE INDEX purchase_order_created_ts_idx ON app.purchase_order (created_ts, id);
CREATE INDEX purchase_order_updated_minute_idx ON app.purchase_order (updated_minute);

COMMENT ON TABLE app.purchase_order IS 'Purchase orders';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('purchase_order', 'finance', 'requester_id', '{}');
