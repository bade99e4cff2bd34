-- Products (goods).

CREATE TABLE app.product (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  sku varchar(40) COLLATE "C" NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'good',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'concept',
  category varchar(80) COLLATE "C",
  vendor_id uuid,
  price numeric(14, 2) NOT NULL,
  cost numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  tax_rate numeric(5, 2) NOT NULL DEFAULT 19,
  unit varchar(40) COLLATE "C" NOT NULL DEFAULT 'piece',
  weight_kg numeric(14, 3),
  launched_on date,
  website varchar(2000) COLLATE "C",
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT product_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT product_sku_not_blank CHECK (btrim(sku) <> ''),
  CONSTRAINT product_kind_choice CHECK (kind IN ('good', 'service', 'license', 'subscription')),
  CONSTRAINT product_status_choice CHECK (status IN ('concept', 'available', 'discontinued')),
  CONSTRAINT product_price_range CHECK (price >= 0),
  CONSTRAINT product_cost_range CHECK (cost >= 0),
  CONSTRAINT product_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT product_tax_rate_range CHECK (tax_rate BETWEEN 0 AND 100),
  CONSTRAINT product_unit_choice CHECK (unit IN ('piece', 'hour', 'day', 'month', 'kilogram', 'meter')),
  CONSTRAINT product_weight_kg_range CHECK (weight_kg BETWEEN 0 AND 100000),
  CONSTRAINT product_launched_on_range CHECK (launched_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT product_website_format CHECK (website ~ '^https?://'),
  CONSTRAINT product_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT product_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT product_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX product_sku_key ON app.product (sku);
CREATE INDEX product_name_idx ON app.product (name, id);
CREATE INDEX product_price_idx ON app.product (price, id);
CREATE INDEX product_category_idx ON app.product (category, id);
CREATE INDEX product_launched_on_idx ON app.product (launched_on, id);
CREATE INDEX product_kind_idx ON app.product (kind, id);
CREATE INDEX product_status_idx ON app.product (status, id);
CREATE INDEX product_tags_idx ON app.product USING gin (tags);
CREATE INDEX product_vendor_id_idx ON app.product (vendor_id, id);
CREATE INDEX product_created_ts_idx ON app.product (created_ts, id);
CREATE INDEX product_updated_minute_idx ON app.product (updated_minute);

COMMENT ON TABLE app.product IS 'Products';
COMMENT ON COLUMN app.product.cost IS 'What we pay for one unit.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('product', 'directory', NULL, '{"cost"}');
