-- Teams (people).

CREATE TABLE app.team (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  name varchar(120) COLLATE "C" NOT NULL,
  code varchar(20) COLLATE "C" NOT NULL,
  department_id uuid NOT NULL,
  lead_id uuid,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'delivery',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'active',
  email varchar(254) COLLATE "C",
  formed_on date,
  size integer NOT NULL DEFAULT 0,
  purpose text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT team_name_not_blank CHECK (btrim(name) <> ''),
  CONSTRAINT team_code_not_blank CHECK (btrim(code) <> ''),
  CONSTRAINT team_kind_choice CHECK (kind IN ('delivery', 'platform', 'support', 'sales', 'operations')),
  CONSTRAINT team_status_choice CHECK (status IN ('forming', 'active', 'disbanded')),
  CONSTRAINT team_email_format CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  CONSTRAINT team_formed_on_range CHECK (formed_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT team_size_range CHECK (size BETWEEN 0 AND 1000),
  CONSTRAINT team_purpose_length CHECK (char_length(purpose) <= 4000),
  CONSTRAINT team_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT team_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department (id) ON DELETE RESTRICT,
  CONSTRAINT team_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX team_code_key ON app.team (code);
CREATE INDEX team_name_idx ON app.team (name, id);
CREATE INDEX team_formed_on_idx ON app.team (formed_on, id);
CREATE INDEX team_size_idx ON app.team (size, id);
CREATE INDEX team_kind_idx ON app.team (kind, id);
CREATE INDEX team_status_idx ON app.team (status, id);
CREATE INDEX team_tags_idx ON app.team USING gin (tags);
CREATE INDEX team_department_id_idx ON app.team (department_id, id);
CREATE INDEX team_lead_id_idx ON app.team (lead_id, id);
CREATE INDEX team_created_ts_idx ON app.team (created_ts, id);
CREATE INDEX team_updated_minute_idx ON app.team (updated_minute);

COMMENT ON TABLE app.team IS 'Teams';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('team', 'directory', NULL, '{}');
