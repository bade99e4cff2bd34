-- Payments (finance).

CREATE TABLE app.payment (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  direction varchar(40) COLLATE "C" NOT NULL DEFAULT 'incoming',
  invoice_id uuid,
  purchase_order_id uuid,
  recorded_by_id uuid NOT NULL,
  method varchar(40) COLLATE "C" NOT NULL DEFAULT 'bank_transfer',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'pending',
  paid_on date NOT NULL,
  settled_on date,
  amount numeric(14, 2) NOT NULL,
  fee numeric(14, 2) NOT NULL DEFAULT 0,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  bank_reference varchar(140) COLLATE "C",
  account_iban varchar(34) COLLATE "C",
  notes text,
  CONSTRAINT payment_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT payment_direction_choice CHECK (direction IN ('incoming', 'outgoing')),
  CONSTRAINT payment_method_choice CHECK (method IN ('bank_transfer', 'card', 'direct_debit', 'cash', 'cheque')),
  CONSTRAINT payment_status_choice CHECK (status IN ('pending', 'settled', 'failed', 'refunded')),
  CONSTRAINT payment_paid_on_range CHECK (paid_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT payment_settled_on_range CHECK (settled_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT payment_amount_range CHECK (amount >= 0),
  CONSTRAINT payment_fee_range CHECK (fee >= 0),
  CONSTRAINT payment_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT payment_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT payment_settled_on_order CHECK (paid_on <= settled_on),
  CONSTRAINT payment_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES app.invoice (id) ON DELETE RESTRICT,
  CONSTRAINT payment_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES app.purchase_order (id) ON DELETE RESTRICT,
  CONSTRAINT payment_recorded_by_id_fkey FOREIGN KEY (recorded_by_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX payment_number_key ON app.payment (number);
CREATE INDEX payment_paid_on_idx ON app.payment (paid_on, id);
CREATE INDEX payment_amount_idx ON app.payment (amount, id);
CREATE INDEX payment_status_idx ON app.payment (status, id);
CREATE INDEX payment_direction_idx ON app.payment (direction, id);
CREATE INDEX payment_method_idx ON app.payment (method, id);
CREATE INDEX payment_invoice_id_idx ON app.payment (invoice_id, id);
CREATE INDEX payment_purchase_order_id_idx ON app.payment (purchase_order_id, id);
CREATE INDEX payment_recorded_by_id_idx ON app.payment (recorded_by_id, id);
CREATE INDEX payment_created_ts_idx ON app.payment (created_ts, id);
CREATE INDEX payment_updated_minute_idx ON app.payment (updated_minute);

COMMENT ON TABLE app.payment IS 'Payments';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('payment', 'finance', 'recorded_by_id', '{"account_iban"}');
