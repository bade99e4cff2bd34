-- Tasks (delivery).

CREATE TABLE app.task (
  id uuid NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  version bigint NOT NULL,
  created_ts timestamptz NOT NULL DEFAULT now(),
  updated_ts timestamptz NOT NULL DEFAULT now(),
  updated_minute timestamp NOT NULL GENERATED ALWAYS AS (date_trunc('minute', updated_ts AT TIME ZONE 'UTC')) STORED,
  title varchar(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  milestone_id uuid,
  parent_id uuid,
  assignee_id uuid,
  status varchar(40) COLLATE "C" NOT NULL DEFAULT 'todo',
  priority varchar(40) COLLATE "C" NOT NULL DEFAULT 'normal',
  start_on date,
  due_on date,
  estimate_hours numeric(14, 2),
  progress numeric(5, 2) NOT NULL DEFAULT 0,
  description text,
  tags varchar(40)[] COLLATE "C" NOT NULL DEFAULT '{}',
  CONSTRAINT task_title_not_blank CHECK (btrim(title) <> ''),
  CONSTRAINT task_status_choice CHECK (status IN ('todo', 'in_progress', 'in_review', 'blocked', 'done')),
  CONSTRAINT task_priority_choice CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  CONSTRAINT task_start_on_range CHECK (start_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT task_due_on_range CHECK (due_on BETWEEN '0001-01-01' AND '9999-12-31'),
  CONSTRAINT task_estimate_hours_range CHECK (estimate_hours BETWEEN 0 AND 10000),
  CONSTRAINT task_progress_range CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT task_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT task_tags_set CHECK (cardinality(tags) <= 20 AND coalesce(array_ndims(tags), 1) = 1 AND array_position(tags, NULL) IS NULL),
  CONSTRAINT task_due_on_order CHECK (start_on <= due_on),
  CONSTRAINT task_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE,
  CONSTRAINT task_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES app.milestone (id) ON DELETE SET NULL,
  CONSTRAINT task_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.task (id) ON DELETE SET NULL,
  CONSTRAINT task_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app.employee (id) ON DELETE SET NULL
) WITH (fillfactor = 85);

CREATE INDEX task_title_idx ON app.task (title, id);
CREATE INDEX task_status_idx ON app.task (status, id);
CREATE INDEX task_priority_idx ON app.task (priority, id);
CREATE INDEX task_due_on_idx ON app.task (due_on, id);
CREATE INDEX task_tags_idx ON app.task USING gin (tags);
CREATE INDEX task_project_id_idx ON app.task (project_id, id);
CREATE INDEX task_milestone_id_idx ON app.task (milestone_id, id);
CREATE INDEX task_parent_id_idx ON app.task (parent_id, id);
CREATE INDEX task_assignee_id_idx ON app.task (assignee_id, id);
CREATE INDEX task_created_ts_idx ON app.task (created_ts, id);
CREATE INDEX task_updated_minute_idx ON app.task (updated_minute);

COMMENT ON TABLE app.task IS 'Tasks';

INSERT INTO app.entity (entity_code, access_rule, access_via, secret_columns)
VALUES ('task', 'project', 'project_id', '{}');
