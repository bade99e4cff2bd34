-- Inventory items (goods).

CREATE TABLE app.inventory_item (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  lot varchar(40) COLLATE "C" NOT NULL,
  product_id uuid NOT NULL,
  office_id uuid NOT NULL,
  shelf varchar(20) COLLATE "C",
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'in_stock',
  quantity integer NOT NULL DEFAULT 0,
  reserved integer NOT NULL DEFAULT 0,
  reorder_point integer NOT NULL DEFAULT 0,
  unit_cost numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  expires_on date,
  counted_on date,
  last_movement_ts timestamptz,
  CONSTRAINT inventory_item_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT inventory_item_lot_not_blank CHECK (btrim(lot) <> ''),
  CONSTRAINT inventory_item_status_choice CHECK (status IN ('in_stock', 'low', 'out_of_stock', 'on_order', 'quarantined')),
  CONSTRAINT inventory_item_quantity_range CHECK (quantity >= 0),
  CONSTRAINT inventory_item_reserved_range CHECK (reserved >= 0),
  CONSTRAINT inventory_item_reorder_point_range CHECK (reorder_point >= 0),
  CONSTRAINT inventory_item_unit_cost_range CHECK (unit_cost >= 0),
  CONSTRAINT inventory_item_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT inventory_item_expires_on_range CHECK (expires_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT inventory_item_counted_on_range CHECK (counted_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT inventory_item_last_movement_ts_range CHECK (last_movement_ts >= '0001-01-01 00:00:00Z' AND last_movement_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT inventory_item_quantity_order CHECK (reserved <= quantity),
  CONSTRAINT inventory_item_product_id_fkey FOREIGN KEY (product_id) REFERENCES app.product (id) ON DELETE RESTRICT,
  CONSTRAINT inventory_item_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX inventory_item_lot_key ON app.inventory_item (lot);
CREATE INDEX inventory_item_name_idx ON app.inventory_item (name, id);
CREATE INDEX inventory_item_quantity_idx ON app.inventory_item (quantity, id);
CREATE INDEX inventory_item_expires_on_idx ON app.inventory_item (expires_on, id);
CREATE INDEX inventory_item_last_movement_ts_idx ON app.inventory_item (last_movement_ts, id);
CREATE INDEX inventory_item_status_idx ON app.inventory_item (status, id);
CREATE INDEX inventory_item_shelf_idx ON app.inventory_item (shelf, id);
CREATE INDEX inventory_item_product_id_idx ON app.inventory_item (product_id, id);
CREATE INDEX inventory_item_office_id_idx ON app.inventory_item (office_id, id);
CREATE INDEX inventory_item_created_ts_idx ON app.inventory_item (created_ts, id);
CREATE INDEX inventory_item_updated_minute_idx ON app.inventory_item (updated_minute);

COMMENT ON TABLE app.inventory_item IS 'Inventory items';
COMMENT ON COLUMN app.inventory_item.name IS 'What the label on the shelf says.';
COMMENT ON COLUMN app.inventory_item.shelf IS 'Aisle, rack and level: A-03-2.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('inventory_item', 'directory', NULL, '{}');
