-- Contacts (customers).

CREATE TABLE app.contact (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(160) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  role varchar(120) COLLATE "C",
  email varchar(254) COLLATE "C",
  phone varchar(40) COLLATE "C",
  mobile varchar(40) COLLATE "C",
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'active',
  is_primary boolean NOT NULL DEFAULT false,
  language varchar(40) COLLATE "C" NOT NULL DEFAULT 'en',
  last_contact_ts timestamptz,
  newsletter boolean NOT NULL DEFAULT false,
  notes text,
  CONSTRAINT contact_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT contact_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT contact_phone_format CHECK (phone ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT contact_mobile_format CHECK (mobile ~ '^[-+0-9 ()./]+$'),
  CONSTRAINT contact_status_choice CHECK (status IN ('active', 'moved_on', 'do_not_contact')),
  CONSTRAINT contact_language_choice CHECK (language IN ('de', 'en', 'es', 'fr', 'it', 'nl', 'pl')),
  CONSTRAINT contact_last_contact_ts_range CHECK (last_contact_ts >= '0001-01-01 00:00:00Z' AND last_contact_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT contact_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE CASCADE
) WITH (fillfactor = 85);

CREATE INDEX contact_name_idx ON app.contact (name, id);
CREATE INDEX contact_role_idx ON app.contact (role, id);
CREATE INDEX contact_last_contact_ts_idx ON app.contact (last_contact_ts, id);
CREATE INDEX contact_email_idx ON app.contact (email, id);
CREATE INDEX contact_status_idx ON app.contact (status, id);
CREATE INDEX contact_is_primary_idx ON app.contact (is_primary, id);
CREATE INDEX contact_language_idx ON app.contact (language, id);
CREATE INDEX contact_customer_id_idx ON app.contact (customer_id, id);
CREATE INDEX contact_created_ts_idx ON app.contact (created_ts, id);
CREATE INDEX contact_updated_minute_idx ON app.contact (updated_minute);

COMMENT ON TABLE app.contact IS 'Contacts';
COMMENT ON COLUMN app.contact.role IS 'Function at the customer, such as Head of Purchasing.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('contact', 'directory', NULL, '{}');
