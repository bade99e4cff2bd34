-- Customers (customers).

CREATE TABLE app.customer (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  number varchar(20) COLLATE "C" NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'company',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'lead',
  segment varchar(40) COLLATE "C" NOT NULL DEFAULT 'mid_market',
  industry varchar(80) COLLATE "C",
  account_manager_id uuid,
  vat_number varchar(20) COLLATE "C",
  email varchar(254) COLLATE "C",
  phone varchar(40) COLLATE "C",
  website varchar(2000) COLLATE "C",
  street varchar(160) COLLATE "C",
  postal_code varchar(20) COLLATE "C",
  city varchar(100) COLLATE "C",
  country varchar(80) COLLATE "C",
  credit_limit numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  payment_term_days integer NOT NULL DEFAULT 30,
  customer_since date,
  notes text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT customer_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT customer_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT customer_kind_choice CHECK (kind IN ('company', 'public_sector', 'nonprofit', 'individual')),
  CONSTRAINT customer_status_choice CHECK (status IN ('lead', 'active', 'inactive', 'blocked')),
  CONSTRAINT customer_segment_choice CHECK (segment IN ('small', 'mid_market', 'enterprise')),
  CONSTRAINT customer_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT customer_phone_format CHECK (phone ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT customer_website_format CHECK (website ~ '^https?://'),
  CONSTRAINT customer_credit_limit_range CHECK (credit_limit >= 0),
  CONSTRAINT customer_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT customer_payment_term_days_range CHECK (payment_term_days BETWEEN 0 AND 365),
  CONSTRAINT customer_customer_since_range CHECK (customer_since BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT customer_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT customer_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT customer_account_manager_id_fkey FOREIGN KEY (account_manager_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX customer_number_key ON app.customer (number);
CREATE INDEX customer_name_idx ON app.customer (name, id);
CREATE INDEX customer_status_idx ON app.customer (status, id);
CREATE INDEX customer_city_idx ON app.customer (city, id);
CREATE INDEX customer_credit_limit_idx ON app.customer (credit_limit, id);
CREATE INDEX customer_customer_since_idx ON app.customer (customer_since, id);
CREATE INDEX customer_kind_idx ON app.customer (kind, id);
CREATE INDEX customer_segment_idx ON app.customer (segment, id);
CREATE INDEX customer_industry_idx ON app.customer (industry, id);
CREATE INDEX customer_country_idx ON app.customer (country, id);
CREATE INDEX customer_tags_idx ON app.customer USING gin (tags);
CREATE INDEX customer_account_manager_id_idx ON app.customer (account_manager_id, id);
CREATE INDEX customer_created_ts_idx ON app.customer (created_ts, id);
CREATE INDEX customer_updated_minute_idx ON app.customer (updated_minute);

COMMENT ON TABLE app.customer IS 'Customers';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('customer', 'directory', NULL, '{}');
