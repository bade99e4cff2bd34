-- Comments (knowledge).

CREATE TABLE app.comment (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  body varchar(500) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  author_id uuid NOT NULL,
  task_id uuid,
  ticket_id uuid,
  document_id uuid,
  reply_to_id uuid,
  kind varchar(40) COLLATE "C" NOT NULL DEFAULT 'note',
  is_pinned boolean NOT NULL DEFAULT false,
  resolved_ts timestamptz,
  CONSTRAINT comment_body_not_blank CHECK (btrim(body) <> ''),
  CONSTRAINT comment_kind_choice CHECK (kind IN ('note', 'question', 'decision', 'praise')),
  CONSTRAINT comment_resolved_ts_range CHECK (resolved_ts >= '0001-01-01 00:00:00Z' AND resolved_ts < '10000-01-01 00:00:00Z'),
  CONSTRAINT comment_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT comment_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee (id) ON DELETE RESTRICT,
  CONSTRAINT comment_task_id_fkey FOREIGN KEY (task_id) REFERENCES app.task (id) ON DELETE CASCADE,
  CONSTRAINT comment_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES app.ticket (id) ON DELETE CASCADE,
  CONSTRAINT comment_document_id_fkey FOREIGN KEY (document_id) REFERENCES app.document (id) ON DELETE CASCADE,
  CONSTRAINT comment_reply_to_id_fkey FOREIGN KEY (reply_to_id) REFERENCES app.comment (id) ON DELETE CASCADE
) WITH (fillfactor = 85);

CREATE INDEX comment_body_idx ON app.comment (body, id);
CREATE INDEX comment_resolved_ts_idx ON app.comment (resolved_ts, id);
CREATE INDEX comment_kind_idx ON app.comment (kind, id);
CREATE INDEX comment_is_pinned_idx ON app.comment (is_pinned, id);
CREATE INDEX comment_project_id_idx ON app.comment (project_id, id);
CREATE INDEX comment_author_id_idx ON app.comment (author_id, id);
CREATE INDEX comment_task_id_idx ON app.comment (task_id, id);
CREATE INDEX comment_ticket_id_idx ON app.comment (ticket_id, id);
CREATE INDEX comment_document_id_idx ON app.comment (document_id, id);
CREATE INDEX comment_reply_to_id_idx ON app.comment (reply_to_id, id);
CREATE INDEX comment_created_ts_idx ON app.comment (created_ts, id);
CREATE INDEX comment_updated_minute_idx ON app.comment (updated_minute);

COMMENT ON TABLE app.comment IS 'Comments';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('comment', 'project', 'project_id', '{}');
