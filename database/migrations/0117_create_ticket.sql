-- Tickets (delivery).

CREATE TABLE app.ticket (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  number varchar(20) COLLATE "C" NOT NULL,
  subject varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  customer_id uuid,
  contact_id uuid,
  assignee_id uuid,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'incident',
  channel varchar(40) COLLATE "C" NOT NULL DEFAULT 'email',
  priority varchar(40) COLLATE "C" NOT NULL DEFAULT 'normal',
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'new',
  opened_ts timestamptz NOT NULL,
  due_ts timestamptz,
  resolved_ts timestamptz,
  satisfaction integer,
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT ticket_number_not_blank CHECK (btrim(number) <> ''),
  CONSTRAINT ticket_subject_not_blank CHECK (btrim(subject) <> ''),
  CONSTRAINT ticket_kind_choice CHECK (kind IN ('incident', 'service_request', 'question', 'bug')),
  CONSTRAINT ticket_channel_choice CHECK (channel IN ('email', 'phone', 'portal', 'chat', 'monitoring')),
  CONSTRAINT ticket_priority_choice CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT ticket_status_choice CHECK (status IN ('new', 'open', 'waiting', 'resolved', 'closed')),
  CONSTRAINT ticket_opened_ts_range CHECK (opened_ts >= '0001-01-01 00:00:00Z' AND opened_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT ticket_due_ts_range CHECK (due_ts >= '0001-01-01 00:00:00Z' AND due_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT ticket_resolved_ts_range CHECK (resolved_ts >= '0001-01-01 00:00:00Z' AND resolved_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT ticket_satisfaction_range CHECK (satisfaction BETWEEN 1 AND 5),
  CONSTRAINT ticket_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT ticket_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT ticket_due_ts_order CHECK (opened_ts <= due_ts),
  CONSTRAINT ticket_resolved_ts_order CHECK (opened_ts <= resolved_ts),
  CONSTRAINT ticket_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT ticket_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer (id) ON DELETE RESTRICT,
  CONSTRAINT ticket_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact (id) ON DELETE SET NULL,
  CONSTRAINT ticket_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE UNIQUE INDEX ticket_number_key ON app.ticket (number);
CREATE INDEX ticket_subject_idx ON app.ticket (subject, id);
CREATE INDEX ticket_priority_idx ON app.ticket (priority, id);
CREATE INDEX ticket_status_idx ON app.ticket (status, id);
CREATE INDEX ticket_opened_ts_idx ON app.ticket (opened_ts, id);
CREATE INDEX ticket_due_ts_idx ON app.ticket (due_ts, id);
CREATE INDEX ticket_kind_idx ON app.ticket (kind, id);
CREATE INDEX ticket_channel_idx ON app.ticket (channel, id);
CREATE INDEX ticket_tags_idx ON app.ticket USING gin (tags);
CREATE INDEX ticket_project_id_idx ON app.ticket (project_id, id);
CREATE INDEX ticket_customer_id_idx ON app.ticket (customer_id, id);
CREATE INDEX ticket_contact_id_idx ON app.ticket (contact_id, id);
CREATE INDEX ticket_assignee_id_idx ON app.ticket (assignee_id, id);
CREATE INDEX ticket_created_ts_idx ON app.ticket (created_ts, id);
CREATE INDEX ticket_updated_minute_idx ON app.ticket (updated_minute);

COMMENT ON TABLE app.ticket IS 'Tickets';
COMMENT ON COLUMN app.ticket.satisfaction IS 'The customer''s rating, from 1 to 5.';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('ticket', 'project', 'project_id', '{}');
