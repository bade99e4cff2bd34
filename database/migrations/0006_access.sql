-- Who may reach what besides by role: membership in projects, and shares of single records.
CREATE TABLE app.project_member (
  project_id uuid        NOT NULL,
  person_id  uuid        NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  can_write  boolean     NOT NULL DEFAULT true,
  created_ts timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, person_id)
);

CREATE INDEX project_member_person_idx ON app.project_member (person_id, project_id);

CREATE TABLE app.record_share (
  entity_code text        NOT NULL REFERENCES app.entity (entity_code),
  entity_id   uuid        NOT NULL,
  person_id   uuid        NOT NULL REFERENCES app.person (id) ON DELETE CASCADE,
  can_write   boolean     NOT NULL DEFAULT false,
  created_ts  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entity_code, entity_id, person_id)
);

CREATE INDEX record_share_person_idx ON app.record_share (person_id, entity_code, entity_id);

COMMENT ON TABLE app.project_member IS 'Members of a project read, and where can_write also write, the project and what belongs to it.';
COMMENT ON TABLE app.record_share IS 'One record opened to one person, whatever the entity''s access rule says.';

ALTER TABLE app.project_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.record_share ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, UPDATE, DELETE ON app.project_member, app.record_share TO app_api;
GRANT SELECT ON app.project_member, app.record_share TO app_sync;
