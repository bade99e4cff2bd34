-- Opportunities (customers).

CREATE TABLE app.opportunity (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contact_id uuid,
  owner_id uuid NOT NULL,
  stage varchar(40) COLLATE "C" NOT NULL DEFAULT 'lead',
  source varchar(40) COLLATE "C" NOT NULL DEFAULT 'referral',
  amount numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  probability numeric(5, 2) NOT NULL DEFAULT 10,
  expected_on date,
  closed_on date,
  lost_reason varchar(200) COLLATE "C",
  next_step varchar(200) COLLATE "C",
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT opportunity_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT opportunity_stage_choice CHECK (stage IN ('lead', 'qualified', 'proposal', 'negotiation', 'won', 'lost')),
  CONSTRAINT opportunity_source_choice CHECK (source IN ('website', 'referral', 'event', 'partner', 'outbound')),
  CONSTRAINT opportunity_amount_range CHECK (amount >= 0),
  CONSTRAINT opportunity_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT opportunity_probability_range CHECK (probability BETWEEN 0 AND 100),
  CONSTRAINT opportunity_expected_on_range CHECK (expected_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT opportunity_closed_on_range CHECK (closed_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT opportunity_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT opportunity_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT opportunity_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT opportunity_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact (id) ON DELETE SET NULL,
  CONSTRAINT opportunity_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE RESTRICT
) WITH (fillfactor = 85);

CREATE INDEX opportunity_name_idx ON app.opportunity (name, id);
CREATE INDEX opportunity_stage_idx ON app.opportunity (stage, id);
CREATE INDEX opportunity_amount_idx ON app.opportunity (amount, id);
CREATE INDEX opportunity_probability_idx ON app.opportunity (probability, id);
CREATE INDEX opportunity_expected_on_idx ON app.opportunity (expected_on, id);
CREATE INDEX opportunity_source_idx ON app.opportunity (source, id);
CREATE INDEX opportunity_tags_idx ON app.opportunity USING gin (tags);
CREATE INDEX opportunity_customer_id_idx ON app.opportunity (customer_id, id);
CREATE INDEX opportunity_contact_id_idx ON app.opportunity (contact_id, id);
CREATE INDEX opportunity_owner_id_idx ON app.opportunity (owner_id, id);
CREATE INDEX opportunity_created_ts_idx ON app.opportunity (created_ts, id);
CREATE INDEX opportunity_updated_minute_idx ON app.opportunity (updated_minute);

COMMENT ON TABLE app.opportunity IS 'Opportunities';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('opportunity', 'owner', 'owner_id', '{}');
