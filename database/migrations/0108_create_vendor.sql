-- Vendors (customers).

CREATE TABLE app.vendor (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  number varchar(20) COLLATE "C" NOT NULL,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'candidate',
  category varchar(40) COLLATE "C" NOT NULL DEFAULT 'services',
  buyer_id uuid,
  rating integer,
  vat_number varchar(20) COLLATE "C",
  iban varchar(34) COLLATE "C",
  email varchar(254) COLLATE "C",
  phone varchar(40) COLLATE "C",
  website varchar(2000) COLLATE "C",
  city varchar(100) COLLATE "C",
  country varchar(80) COLLATE "C",
  payment_term_days integer NOT NULL DEFAULT 30,
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  minimum_order numeric(14, 2),
  review_on date,
  notes text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT vendor_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT vendor_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT vendor_status_choice CHECK (status IN ('candidate', 'approved', 'on_hold', 'blocked')),
  CONSTRAINT vendor_category_choice CHECK (category IN ('hardware', 'software', 'services', 'logistics', 'facilities')),
  CONSTRAINT vendor_rating_range CHECK (rating BETWEEN 1 AND 5),
  CONSTRAINT vendor_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT vendor_phone_format CHECK (phone ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT vendor_website_format CHECK (website ~ '^https?://'),
  CONSTRAINT vendor_payment_term_days_range CHECK (payment_term_days BETWEEN 0 AND 365),
  CONSTRAINT vendor_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT vendor_minimum_order_range CHECK (minimum_order >= 0),
  CONSTRAINT vendor_review_on_range CHECK (review_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT vendor_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT vendor_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT vendor_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX vendor_number_key ON app.vendor (number);
CREATE INDEX vendor_name_idx ON app.vendor (name, id);
CREATE INDEX vendor_rating_idx ON app.vendor (rating, id);
CREATE INDEX vendor_review_on_idx ON app.vendor (review_on, id);
CREATE INDEX vendor_status_idx ON app.vendor (status, id);
CREATE INDEX vendor_category_idx ON app.vendor (category, id);
CREATE INDEX vendor_country_idx ON app.vendor (country, id);
CREATE INDEX vendor_tags_idx ON app.vendor USING gin (tags);
CREATE INDEX vendor_buyer_id_idx ON app.vendor (buyer_id, id);
CREATE INDEX vendor_created_ts_idx ON app.vendor (created_ts, id);
CREATE INDEX vendor_updated_minute_idx ON app.vendor (updated_minute);

COMMENT ON TABLE app.vendor IS 'Vendors';
COMMENT ON COLUMN app.vendor.rating IS 'From 1 (poor) to 5 (excellent).';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('vendor', 'directory', NULL, '{"iban"}');
