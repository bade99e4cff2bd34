-- Assets (goods).

CREATE TABLE app.asset (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(160) COLLATE "C" NOT NULL,
  asset_tag varchar(20) COLLATE "C" NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'laptop',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'in_store',
  condition varchar(40) COLLATE "C" NOT NULL DEFAULT 'new',
  holder_id uuid,
  office_id uuid,
  vendor_id uuid,
  purchase_order_id uuid,
  serial_number varchar(80) COLLATE "C",
  purchased_on date,
  warranty_until date,
  price numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  lifetime_months integer NOT NULL DEFAULT 36,
  notes text,
  CONSTRAINT asset_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT asset_asset_tag_not_blank CHECK (btrim(asset_tag) <> ''),
  CONSTRAINT asset_kind_choice CHECK (kind IN ('laptop', 'phone', 'monitor', 'server', 'vehicle', 'furniture', 'machine')),
  CONSTRAINT asset_status_choice CHECK (status IN ('ordered', 'in_use', 'in_store', 'in_repair', 'retired')),
  CONSTRAINT asset_condition_choice CHECK (condition IN ('new', 'good', 'worn', 'broken')),
  CONSTRAINT asset_purchased_on_range CHECK (purchased_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT asset_warranty_until_range CHECK (warranty_until BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT asset_price_range CHECK (price >= 0),
  CONSTRAINT asset_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT asset_lifetime_months_range CHECK (lifetime_months BETWEEN 1 AND 600),
  CONSTRAINT asset_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT asset_warranty_until_order CHECK (purchased_on <= warranty_until),
  CONSTRAINT asset_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES app.employee (id) ON DELETE SET NULL,
  CONSTRAINT asset_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE RESTRICT,
  CONSTRAINT asset_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor (id) ON DELETE SET NULL,
  CONSTRAINT asset_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES app.purchase_order (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX asset_asset_tag_key ON app.asset (asset_tag);
CREATE INDEX asset_name_idx ON app.asset (name, id);
CREATE INDEX asset_kind_idx ON app.asset (kind, id);
CREATE INDEX asset_status_idx ON app.asset (status, id);
CREATE INDEX asset_purchased_on_idx ON app.asset (purchased_on, id);
CREATE INDEX asset_warranty_until_idx ON app.asset (warranty_until, id);
CREATE INDEX asset_price_idx ON app.asset (price, id);
CREATE INDEX asset_condition_idx ON app.asset (condition, id);
CREATE INDEX asset_serial_number_idx ON app.asset (serial_number, id);
CREATE INDEX asset_holder_id_idx ON app.asset (holder_id, id);
CREATE INDEX asset_office_id_idx ON app.asset (office_id, id);
CREATE INDEX asset_vendor_id_idx ON app.asset (vendor_id, id);
CREATE INDEX asset_purchase_order_id_idx ON app.asset (purchase_order_id, id);
CREATE INDEX asset_created_ts_idx ON app.asset (created_ts, id);
CREATE INDEX asset_updated_minute_idx ON app.asset (updated_minute);

COMMENT ON TABLE app.asset IS 'Assets';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('asset', 'directory', NULL, '{}');
