-- Risks (delivery).

CREATE TABLE app.risk (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  title varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  owner_id uuid,
  category varchar(40) COLLATE "C" NOT NULL DEFAULT 'technical',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'open',
  likelihood integer NOT NULL,
  impact integer NOT NULL,
  response varchar(40) COLLATE "C" NOT NULL DEFAULT 'mitigate',
  exposure numeric(14, 2),
  currency varchar(3) COLLATE "C" NOT NULL DEFAULT 'EUR',
  raised_on date NOT NULL,
  review_on date,
  mitigation text,
  CONSTRAINT risk_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT risk_category_choice CHECK (category IN ('technical', 'schedule', 'cost', 'legal', 'people', 'external')),
  CONSTRAINT risk_status_choice CHECK (status IN ('open', 'mitigated', 'occurred', 'closed')),
  CONSTRAINT risk_likelihood_range CHECK (likelihood BETWEEN 1 AND 5),
  CONSTRAINT risk_impact_range CHECK (impact BETWEEN 1 AND 5),
  CONSTRAINT risk_response_choice CHECK (response IN ('avoid', 'mitigate', 'transfer', 'accept')),
  CONSTRAINT risk_exposure_range CHECK (exposure >= 0),
  CONSTRAINT risk_currency_choice CHECK (currency IN ('EUR', 'USD', 'GBP', 'CHF', 'AUD', 'BRL', 'CAD', 'CNY', 'CZK', 'DKK', 'HKD', 'HUF', 'INR', 'JPY', 'MXN', 'NOK', 'NZD', 'PLN', 'RON', 'SEK', 'SGD', 'TRY', 'ZAR')),
  CONSTRAINT risk_raised_on_range CHECK (raised_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT risk_review_on_range CHECK (review_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT risk_mitigation_length CHECK (char_length(mitigation) <= 20000),
  CONSTRAINT risk_review_on_order CHECK (raised_on <= review_on),
  CONSTRAINT risk_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT risk_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX risk_title_idx ON app.risk (title, id);
CREATE INDEX risk_likelihood_idx ON app.risk (likelihood, id);
CREATE INDEX risk_impact_idx ON app.risk (impact, id);
CREATE INDEX risk_exposure_idx ON app.risk (exposure, id);
CREATE INDEX risk_review_on_idx ON app.risk (review_on, id);
CREATE INDEX risk_category_idx ON app.risk (category, id);
CREATE INDEX risk_status_idx ON app.risk (status, id);
CREATE INDEX risk_project_id_idx ON app.risk (project_id, id);
CREATE INDEX risk_owner_id_idx ON app.risk (owner_id, id);
CREATE INDEX risk_created_ts_idx ON app.risk (created_ts, id);
CREATE INDEX risk_updated_minute_idx ON app.risk (updated_minute);

COMMENT ON TABLE app.risk IS 'Risks';
COMMENT ON COLUMN app.risk.likelihood IS 'From 1 (rare) to 5 (almost certain).';
COMMENT ON COLUMN app.risk.impact IS 'From 1 (negligible) to 5 (severe).';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('risk', 'project', 'project_id', '{}');
