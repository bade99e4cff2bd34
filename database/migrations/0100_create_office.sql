-- Offices (people).

CREATE TABLE app.office (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(120) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'branch',
  street varchar(160) COLLATE "C",
  postal_code varchar(20) COLLATE "C",
  city varchar(100) COLLATE "C" NOT NULL,
  country varchar(80) COLLATE "C" NOT NULL,
  time_zone varchar(60) COLLATE "C" NOT NULL DEFAULT 'Europe/Berlin',
  phone varchar(40) COLLATE "C",
  capacity integer,
  opened_on date,
  is_active boolean NOT NULL DEFAULT true,
  CONSTRAINT office_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT office_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT office_kind_choice CHECK (kind IN ('headquarters', 'branch', 'warehouse', 'coworking')),
  CONSTRAINT office_city_not_blank CHECK (btrim(city) <> ''),
  CONSTRAINT office_country_not_blank CHECK (btrim(country) <> ''),
  CONSTRAINT office_time_zone_not_blank CHECK (btrim(time_zone) <> ''),
  CONSTRAINT office_phone_format CHECK (phone ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT office_capacity_range CHECK (capacity BETWEEN 0 AND 100000),
  CONSTRAINT office_opened_on_range CHECK (opened_on BETWEEN '0001-01-01' AND '9999-12-31')
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX office_code_key ON app.office (code);
CREATE INDEX office_name_idx ON app.office (name, id);
CREATE INDEX office_city_idx ON app.office (city, id);
CREATE INDEX office_capacity_idx ON app.office (capacity, id);
CREATE INDEX office_kind_idx ON app.office (kind, id);
CREATE INDEX office_country_idx ON app.office (country, id);
CREATE INDEX office_is_active_idx ON app.office (is_active, id);
CREATE INDEX office_created_ts_idx ON app.office (created_ts, id);
CREATE INDEX office_updated_minute_idx ON app.office (updated_minute);

COMMENT ON TABLE app.office IS 'Offices';
COMMENT ON COLUMN app.office.time_zone IS 'IANA name, such as Europe/Berlin.';
COMMENT ON COLUMN app.office.capacity IS 'Desks, or storage places in a warehouse.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('office', 'directory', NULL, '{}');
