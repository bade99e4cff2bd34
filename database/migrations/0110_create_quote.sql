-- Quotes (customers).

CREATE TABLE app.quote (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  subject varchar(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contact_id uuid,
  opportunity_id uuid,
  owner_id uuid NOT NULL,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  issued_on date,
  valid_until date,
  net_amount numeric(14, 2) NOT NULL,
  discount numeric(5, 2) NOT NULL DEFAULT 0,
  tax_rate numeric(5, 2) NOT NULL DEFAULT 19,
  total_amount numeric(14, 2) NOT NULL,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  terms text,
  CONSTRAINT quote_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT quote_subject_not_blank CHECK (btrim(subject) <> ''),
  CONSTRAINT quote_status_choice CHECK (status IN ('draft', 'sent', 'accepted', 'declined', 'expired')),
  CONSTRAINT quote_issued_on_range CHECK (issued_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT quote_valid_until_range CHECK (valid_until BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT quote_net_amount_range CHECK (net_amount >= 0),
  CONSTRAINT quote_discount_range CHECK (discount BETWEEN 0 AND 100),
  CONSTRAINT quote_tax_rate_range CHECK (tax_rate BETWEEN 0 AND 100),
  CONSTRAINT quote_total_amount_range CHECK (total_amount >= 0),
  CONSTRAINT quote_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT quote_terms_length CHECK (char_length(terms) <= 20000),
  CONSTRAINT quote_valid_until_order CHECK (issued_on <= valid_until),
  CONSTRAINT quote_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT quote_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact (id) ON DELETE SET NULL,
  CONSTRAINT quote_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES app.opportunity (id) ON DELETE SET NULL,
  CONSTRAINT quote_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX quote_number_key ON app.quote (number);
CREATE INDEX quote_subject_idx ON app.quote (subject, id);
CREATE INDEX quote_status_idx ON app.quote (status, id);
CREATE INDEX quote_issued_on_idx ON app.quote (issued_on, id);
CREATE INDEX quote_valid_until_idx ON app.quote (valid_until, id);
CREATE INDEX quote_total_amount_idx ON app.quote (total_amount, id);
CREATE INDEX quote_customer_id_idx ON app.quote (customer_id, id);
CREATE INDEX quote_contact_id_idx ON app.quote (contact_id, id);
CREATE INDEX quote_opportunity_id_idx ON app.quote (opportunity_id, id);
CREATE INDEX quote_owner_id_idx ON app.quote (owner_id, id);
CREATE INDEX quote_created_ts_idx ON app.quote (created_ts, id);
CREATE INDEX quote_updated_minute_idx ON app.quote (updated_minute);

COMMENT ON TABLE app.quote IS 'Quotes';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('quote', 'owner', 'owner_id', '{}');
