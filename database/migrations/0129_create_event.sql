-- Events (knowledge).

CREATE TABLE app.event (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  title varchar(200) COLLATE "C" NOT NULL,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'meeting',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'tentative',
  organizer_id uuid NOT NULL,
  project_id uuid,
  customer_id uuid,
  office_id uuid,
  start_ts timestamptz NOT NULL,
  end_ts timestamptz NOT NULL,
  is_all_day boolean NOT NULL DEFAULT false,
  room varchar(80) COLLATE "C",
  meeting_url varchar(2000) COLLATE "C",
  attendees integer,
  agenda text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT event_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT event_kind_choice CHECK (kind IN ('meeting', 'workshop', 'training', 'deadline', 'travel', 'holiday')),
  CONSTRAINT event_status_choice CHECK (status IN ('tentative', 'confirmed', 'held', 'cancelled')),
  CONSTRAINT event_start_ts_range CHECK (start_ts >= '0001-01-01 00:00:00Z' AND start_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT event_end_ts_range CHECK (end_ts >= '0001-01-01 00:00:00Z' AND end_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT event_meeting_url_format CHECK (meeting_url ~ '^https?://'),
  CONSTRAINT event_attendees_range CHECK (attendees BETWEEN 0 AND 100000),
  CONSTRAINT event_agenda_length CHECK (char_length(agenda) <= 20000),
  CONSTRAINT event_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT event_end_ts_order CHECK (start_ts <= end_ts),
  CONSTRAINT event_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES app.employee (id) ON DELETE RESTRICT,
  CONSTRAINT event_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE SET NULL,
  CONSTRAINT event_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE SET NULL,
  CONSTRAINT event_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX event_title_idx ON app.event (title, id);
CREATE INDEX event_kind_idx ON app.event (kind, id);
CREATE INDEX event_start_ts_idx ON app.event (start_ts, id);
CREATE INDEX event_end_ts_idx ON app.event (end_ts, id);
CREATE INDEX event_status_idx ON app.event (status, id);
CREATE INDEX event_tags_idx ON app.event USING gin (tags);
CREATE INDEX event_organizer_id_idx ON app.event (organizer_id, id);
CREATE INDEX event_project_id_idx ON app.event (project_id, id);
CREATE INDEX event_customer_id_idx ON app.event (customer_id, id);
CREATE INDEX event_office_id_idx ON app.event (office_id, id);
CREATE INDEX event_created_ts_idx ON app.event (created_ts, id);
CREATE INDEX event_updated_minute_idx ON app.event (updated_minute);

COMMENT ON TABLE app.event IS 'Events';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('event', 'owner', 'organizer_id', '{}');
