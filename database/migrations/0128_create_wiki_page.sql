-- Wiki pages (knowledge).

CREATE TABLE app.wiki_page (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  title varchar(200) COLLATE "C" NOT NULL,
  slug varchar(120) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  parent_id uuid,
  author_id uuid,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'draft',
  position integer NOT NULL DEFAULT 0,
  published_ts timestamptz,
  review_on date,
  body text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT wiki_page_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT wiki_page_slug_not_blank CHECK (btrim(slug) <> ''),
  CONSTRAINT wiki_page_status_choice CHECK (status IN ('draft', 'published', 'outdated')),
  CONSTRAINT wiki_page_position_range CHECK (position BETWEEN 0 AND 100000),
  CONSTRAINT wiki_page_published_ts_range CHECK (published_ts >= '0001-01-01 00:00:00Z' AND published_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT wiki_page_review_on_range CHECK (review_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT wiki_page_body_length CHECK (char_length(body) <= 100000),
  CONSTRAINT wiki_page_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT wiki_page_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT wiki_page_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.wiki_page (id) ON DELETE SET NULL,
  CONSTRAINT wiki_page_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX wiki_page_slug_key ON app.wiki_page (slug);
CREATE INDEX wiki_page_title_idx ON app.wiki_page (title, id);
CREATE INDEX wiki_page_position_idx ON app.wiki_page (position, id);
CREATE INDEX wiki_page_published_ts_idx ON app.wiki_page (published_ts, id);
CREATE INDEX wiki_page_review_on_idx ON app.wiki_page (review_on, id);
CREATE INDEX wiki_page_status_idx ON app.wiki_page (status, id);
CREATE INDEX wiki_page_tags_idx ON app.wiki_page USING gin (tags);
CREATE INDEX wiki_page_project_id_idx ON app.wiki_page (project_id, id);
CREATE INDEX wiki_page_parent_id_idx ON app.wiki_page (parent_id, id);
CREATE INDEX wiki_page_author_id_idx ON app.wiki_page (author_id, id);
CREATE INDEX wiki_page_created_ts_idx ON app.wiki_page (created_ts, id);
CREATE INDEX wiki_page_updated_minute_idx ON app.wiki_page (updated_minute);

COMMENT ON TABLE app.wiki_page IS 'Wiki pages';
COMMENT ON COLUMN app.wiki_page.slug IS 'The page''s address: lower-case words with dashes.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('wiki_page', 'project', 'project_id', '{}');
