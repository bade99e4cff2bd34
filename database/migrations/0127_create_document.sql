-- Documents (knowledge).

CREATE TABLE app.document (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  title varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  author_id uuid,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'report',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  confidentiality varchar(40) COLLATE "C" NOT NULL DEFAULT 'internal',
  revision varchar(20) COLLATE "C" NOT NULL DEFAULT '1.0',
  file_url varchar(2000) COLLATE "C",
  media_type varchar(100) COLLATE "C",
  size_bytes integer,
  review_on date,
  summary text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT document_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT document_kind_choice CHECK (kind IN ('specification', 'report', 'minutes', 'drawing', 'presentation', 'manual')),
  CONSTRAINT document_status_choice CHECK (status IN ('draft', 'in_review', 'approved', 'archived')),
  CONSTRAINT document_confidentiality_choice CHECK (confidentiality IN ('public', 'internal', 'confidential')),
  CONSTRAINT document_revision_not_blank CHECK (btrim(revision) <> ''),
  CONSTRAINT document_file_url_format CHECK (file_url ~ '^https?://'),
  CONSTRAINT document_size_bytes_range CHECK (size_bytes >= 0),
  CONSTRAINT document_review_on_range CHECK (review_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT document_summary_length CHECK (char_length(summary) <= 4000),
  CONSTRAINT document_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT document_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT document_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX document_title_idx ON app.document (title, id);
CREATE INDEX document_kind_idx ON app.document (kind, id);
CREATE INDEX document_status_idx ON app.document (status, id);
CREATE INDEX document_review_on_idx ON app.document (review_on, id);
CREATE INDEX document_size_bytes_idx ON app.document (size_bytes, id);
CREATE INDEX document_confidentiality_idx ON app.document (confidentiality, id);
CREATE INDEX document_tags_idx ON app.document USING gin (tags);
CREATE INDEX document_project_id_idx ON app.document (project_id, id);
CREATE INDEX document_author_id_idx ON app.document (author_id, id);
CREATE INDEX document_created_ts_idx ON app.document (created_ts, id);
CREATE INDEX document_updated_minute_idx ON app.document (updated_minute);

COMMENT ON TABLE app.document IS 'Documents';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('document', 'project', 'project_id', '{}');
