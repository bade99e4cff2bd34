-- Skills (people).

CREATE TABLE app.skill (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(120) COLLATE "C" NOT NULL,
  category varchar(40) COLLATE "C" NOT NULL DEFAULT 'engineering',
  owner_id uuid,
  demand varchar(40) COLLATE "C" NOT NULL DEFAULT 'normal',
  requires_certificate boolean NOT NULL DEFAULT false,
  valid_months integer,
  training_url varchar(2000) COLLATE "C",
  training_cost numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT skill_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT skill_category_choice CHECK (category IN ('engineering', 'design', 'management', 'language', 'sales', 'safety')),
  CONSTRAINT skill_demand_choice CHECK (demand IN ('low', 'normal', 'high')),
  CONSTRAINT skill_valid_months_range CHECK (valid_months BETWEEN 1 AND 120),
  CONSTRAINT skill_training_url_format CHECK (training_url ~ '^https?://'),
  CONSTRAINT skill_training_cost_range CHECK (training_cost >= 0),
  CONSTRAINT skill_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT skill_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT skill_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT skill_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX skill_name_key ON app.skill (name);
CREATE INDEX skill_category_idx ON app.skill (category, id);
CREATE INDEX skill_demand_idx ON app.skill (demand, id);
CREATE INDEX skill_requires_certificate_idx ON app.skill (requires_certificate, id);
CREATE INDEX skill_tags_idx ON app.skill USING gin (tags);
CREATE INDEX skill_owner_id_idx ON app.skill (owner_id, id);
CREATE INDEX skill_created_ts_idx ON app.skill (created_ts, id);
CREATE INDEX skill_updated_minute_idx ON app.skill (updated_minute);

COMMENT ON TABLE app.skill IS 'Skills';
COMMENT ON COLUMN app.skill.owner_id IS 'Keeps the description and the trainings up to date.';
COMMENT ON COLUMN app.skill.valid_months IS 'How long a certificate lasts.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('skill', 'directory', NULL, '{}');
