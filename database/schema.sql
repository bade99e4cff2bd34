-- Made by database/cli/dump-schema.ts from a migrated database of PostgreSQL 18. Not to be edited.

CREATE DOMAIN app.log_action AS smallint CHECK (((VALUE >= 0) AND (VALUE <= 5)));
CREATE TYPE app.request AS (fname text, lname text, username text, endpoint text, method text, user_agent text, ip inet, request_id text);

CREATE TABLE app.applied_functions (
  is_only boolean NOT NULL DEFAULT true,
  fingerprint text NOT NULL,
  applied_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT applied_functions_pkey PRIMARY KEY (is_only),
  CONSTRAINT applied_functions_is_only_check CHECK (is_only)
);

CREATE TABLE app.applied_write (
  person_id uuid NOT NULL,
  write_id uuid NOT NULL,
  request_hash text NOT NULL,
  status smallint NOT NULL,
  response jsonb NOT NULL,
  applied_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT applied_write_pkey PRIMARY KEY (person_id, write_id)
);
CREATE INDEX applied_write_applied_idx ON app.applied_write USING btree (applied_ts);
ALTER TABLE app.applied_write ENABLE ROW LEVEL SECURITY;
CREATE POLICY applied_write_own ON app.applied_write FOR ALL TO app_api USING ((person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid)) WITH CHECK ((person_id = (NULLIF(current_setting('app.person_id'::text, true), ''::text))::uuid));
GRANT INSERT, SELECT ON app.applied_write TO app_api;

CREATE TABLE app.asset (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(160) COLLATE "C" NOT NULL,
  asset_tag character varying(20) COLLATE "C" NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'laptop'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'in_store'::character varying,
  condition character varying(40) COLLATE "C" NOT NULL DEFAULT 'new'::character varying,
  holder_id uuid,
  office_id uuid,
  vendor_id uuid,
  purchase_order_id uuid,
  serial_number character varying(80) COLLATE "C",
  purchased_on date,
  warranty_until date,
  price numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  lifetime_months integer NOT NULL DEFAULT 36,
  notes text,
  CONSTRAINT asset_pkey PRIMARY KEY (id),
  CONSTRAINT asset_asset_tag_not_blank CHECK (btrim(asset_tag::text) <> ''::text),
  CONSTRAINT asset_condition_choice CHECK (condition::text = ANY (ARRAY['new'::character varying, 'good'::character varying, 'worn'::character varying, 'broken'::character varying]::text[])),
  CONSTRAINT asset_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT asset_kind_choice CHECK (kind::text = ANY (ARRAY['laptop'::character varying, 'phone'::character varying, 'monitor'::character varying, 'server'::character varying, 'vehicle'::character varying, 'furniture'::character varying, 'machine'::character varying]::text[])),
  CONSTRAINT asset_lifetime_months_range CHECK (lifetime_months >= 1 AND lifetime_months <= 600),
  CONSTRAINT asset_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT asset_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT asset_price_range CHECK (price >= 0::numeric),
  CONSTRAINT asset_purchased_on_range CHECK (purchased_on >= '0001-01-01'::date AND purchased_on <= '9999-12-31'::date),
  CONSTRAINT asset_status_choice CHECK (status::text = ANY (ARRAY['ordered'::character varying, 'in_use'::character varying, 'in_store'::character varying, 'in_repair'::character varying, 'retired'::character varying]::text[])),
  CONSTRAINT asset_warranty_until_order CHECK (purchased_on <= warranty_until),
  CONSTRAINT asset_warranty_until_range CHECK (warranty_until >= '0001-01-01'::date AND warranty_until <= '9999-12-31'::date),
  CONSTRAINT asset_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT asset_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE RESTRICT,
  CONSTRAINT asset_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES app.purchase_order(id) ON DELETE SET NULL,
  CONSTRAINT asset_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE UNIQUE INDEX asset_asset_tag_key ON app.asset USING btree (asset_tag);
CREATE INDEX asset_condition_idx ON app.asset USING btree (condition, id);
CREATE INDEX asset_created_ts_idx ON app.asset USING btree (created_ts, id);
CREATE INDEX asset_holder_id_idx ON app.asset USING btree (holder_id, id);
CREATE INDEX asset_kind_idx ON app.asset USING btree (kind, id);
CREATE INDEX asset_name_idx ON app.asset USING btree (name, id);
CREATE INDEX asset_office_id_idx ON app.asset USING btree (office_id, id);
CREATE INDEX asset_price_idx ON app.asset USING btree (price, id);
CREATE INDEX asset_purchase_order_id_idx ON app.asset USING btree (purchase_order_id, id);
CREATE INDEX asset_purchased_on_idx ON app.asset USING btree (purchased_on, id);
CREATE INDEX asset_serial_number_idx ON app.asset USING btree (serial_number, id);
CREATE INDEX asset_status_idx ON app.asset USING btree (status, id);
CREATE INDEX asset_updated_minute_idx ON app.asset USING btree (updated_minute);
CREATE INDEX asset_vendor_id_idx ON app.asset USING btree (vendor_id, id);
CREATE INDEX asset_warranty_until_idx ON app.asset USING btree (warranty_until, id);
ALTER TABLE app.asset ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.asset FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.asset FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('asset'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.asset FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('asset'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.asset FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.asset FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('asset'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('asset'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.asset FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_asset_delete AFTER DELETE ON app.asset REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_asset();
CREATE TRIGGER log_asset_insert AFTER INSERT ON app.asset REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_asset();
CREATE TRIGGER log_asset_truncate BEFORE TRUNCATE ON app.asset FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_asset();
CREATE TRIGGER log_asset_update AFTER UPDATE ON app.asset REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_asset();
CREATE TRIGGER version_asset_insert BEFORE INSERT ON app.asset FOR EACH ROW EXECUTE FUNCTION app.version_insert_asset();
CREATE TRIGGER version_asset_update BEFORE UPDATE ON app.asset FOR EACH ROW EXECUTE FUNCTION app.version_update_asset();
COMMENT ON TABLE app.asset IS 'Assets';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.asset TO app_api;

CREATE TABLE app.budget (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(160) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  department_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  fiscal_year integer NOT NULL,
  period character varying(40) COLLATE "C" NOT NULL DEFAULT 'year'::character varying,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'operating'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  planned numeric(14,2) NOT NULL,
  committed numeric(14,2) NOT NULL DEFAULT 0,
  spent numeric(14,2) NOT NULL DEFAULT 0,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  notes text,
  CONSTRAINT budget_pkey PRIMARY KEY (id),
  CONSTRAINT budget_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT budget_committed_range CHECK (committed >= 0::numeric),
  CONSTRAINT budget_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT budget_fiscal_year_range CHECK (fiscal_year >= 2000 AND fiscal_year <= 2100),
  CONSTRAINT budget_kind_choice CHECK (kind::text = ANY (ARRAY['operating'::character varying, 'capital'::character varying, 'personnel'::character varying, 'project'::character varying]::text[])),
  CONSTRAINT budget_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT budget_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT budget_period_choice CHECK (period::text = ANY (ARRAY['year'::character varying, 'first_half'::character varying, 'second_half'::character varying, 'q1'::character varying, 'q2'::character varying, 'q3'::character varying, 'q4'::character varying]::text[])),
  CONSTRAINT budget_planned_range CHECK (planned >= 0::numeric),
  CONSTRAINT budget_spent_range CHECK (spent >= 0::numeric),
  CONSTRAINT budget_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'approved'::character varying, 'frozen'::character varying, 'closed'::character varying]::text[])),
  CONSTRAINT budget_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT,
  CONSTRAINT budget_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT budget_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE UNIQUE INDEX budget_code_key ON app.budget USING btree (code);
CREATE INDEX budget_created_ts_idx ON app.budget USING btree (created_ts, id);
CREATE INDEX budget_department_id_idx ON app.budget USING btree (department_id, id);
CREATE INDEX budget_fiscal_year_idx ON app.budget USING btree (fiscal_year, id);
CREATE INDEX budget_kind_idx ON app.budget USING btree (kind, id);
CREATE INDEX budget_name_idx ON app.budget USING btree (name, id);
CREATE INDEX budget_owner_id_idx ON app.budget USING btree (owner_id, id);
CREATE INDEX budget_period_idx ON app.budget USING btree (period, id);
CREATE INDEX budget_planned_idx ON app.budget USING btree (planned, id);
CREATE INDEX budget_project_id_idx ON app.budget USING btree (project_id, id);
CREATE INDEX budget_spent_idx ON app.budget USING btree (spent, id);
CREATE INDEX budget_status_idx ON app.budget USING btree (status, id);
CREATE INDEX budget_updated_minute_idx ON app.budget USING btree (updated_minute);
ALTER TABLE app.budget ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.budget FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.budget FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('budget'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.budget FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('budget'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.budget FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (owner_id = ANY (( SELECT app.reachable_employees(false, true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('budget'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.budget FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('budget'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('budget'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.budget FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_budget_delete AFTER DELETE ON app.budget REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_budget();
CREATE TRIGGER log_budget_insert AFTER INSERT ON app.budget REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_budget();
CREATE TRIGGER log_budget_truncate BEFORE TRUNCATE ON app.budget FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_budget();
CREATE TRIGGER log_budget_update AFTER UPDATE ON app.budget REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_budget();
CREATE TRIGGER version_budget_insert BEFORE INSERT ON app.budget FOR EACH ROW EXECUTE FUNCTION app.version_insert_budget();
CREATE TRIGGER version_budget_update BEFORE UPDATE ON app.budget FOR EACH ROW EXECUTE FUNCTION app.version_update_budget();
COMMENT ON TABLE app.budget IS 'Budgets';
COMMENT ON COLUMN app.budget.committed IS 'Ordered, but not yet invoiced.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.budget TO app_api;

CREATE TABLE app.change_request (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  title character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  requester_id uuid,
  approver_id uuid,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'scope'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  impact_days integer NOT NULL DEFAULT 0,
  cost_impact numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  requested_on date NOT NULL,
  decided_on date,
  justification text,
  description text,
  CONSTRAINT change_request_pkey PRIMARY KEY (id),
  CONSTRAINT change_request_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT change_request_decided_on_order CHECK (requested_on <= decided_on),
  CONSTRAINT change_request_decided_on_range CHECK (decided_on >= '0001-01-01'::date AND decided_on <= '9999-12-31'::date),
  CONSTRAINT change_request_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT change_request_impact_days_range CHECK (impact_days >= '-365'::integer AND impact_days <= 3650),
  CONSTRAINT change_request_justification_length CHECK (char_length(justification) <= 4000),
  CONSTRAINT change_request_kind_choice CHECK (kind::text = ANY (ARRAY['scope'::character varying, 'schedule'::character varying, 'budget'::character varying, 'quality'::character varying]::text[])),
  CONSTRAINT change_request_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT change_request_requested_on_range CHECK (requested_on >= '0001-01-01'::date AND requested_on <= '9999-12-31'::date),
  CONSTRAINT change_request_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'submitted'::character varying, 'approved'::character varying, 'rejected'::character varying, 'implemented'::character varying]::text[])),
  CONSTRAINT change_request_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT change_request_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT change_request_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE,
  CONSTRAINT change_request_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX change_request_approver_id_idx ON app.change_request USING btree (approver_id, id);
CREATE INDEX change_request_cost_impact_idx ON app.change_request USING btree (cost_impact, id);
CREATE INDEX change_request_created_ts_idx ON app.change_request USING btree (created_ts, id);
CREATE INDEX change_request_kind_idx ON app.change_request USING btree (kind, id);
CREATE UNIQUE INDEX change_request_number_key ON app.change_request USING btree (number);
CREATE INDEX change_request_project_id_idx ON app.change_request USING btree (project_id, id);
CREATE INDEX change_request_requested_on_idx ON app.change_request USING btree (requested_on, id);
CREATE INDEX change_request_requester_id_idx ON app.change_request USING btree (requester_id, id);
CREATE INDEX change_request_status_idx ON app.change_request USING btree (status, id);
CREATE INDEX change_request_title_idx ON app.change_request USING btree (title, id);
CREATE INDEX change_request_updated_minute_idx ON app.change_request USING btree (updated_minute);
ALTER TABLE app.change_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.change_request FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.change_request FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('change_request'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.change_request FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('change_request'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.change_request FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('change_request'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.change_request FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('change_request'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('change_request'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.change_request FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_change_request_delete AFTER DELETE ON app.change_request REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_change_request();
CREATE TRIGGER log_change_request_insert AFTER INSERT ON app.change_request REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_change_request();
CREATE TRIGGER log_change_request_truncate BEFORE TRUNCATE ON app.change_request FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_change_request();
CREATE TRIGGER log_change_request_update AFTER UPDATE ON app.change_request REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_change_request();
CREATE TRIGGER version_change_request_insert BEFORE INSERT ON app.change_request FOR EACH ROW EXECUTE FUNCTION app.version_insert_change_request();
CREATE TRIGGER version_change_request_update BEFORE UPDATE ON app.change_request FOR EACH ROW EXECUTE FUNCTION app.version_update_change_request();
COMMENT ON TABLE app.change_request IS 'Change requests';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.change_request TO app_api;

CREATE TABLE app.comment (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  body character varying(500) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  author_id uuid NOT NULL,
  task_id uuid,
  ticket_id uuid,
  document_id uuid,
  reply_to_id uuid,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'note'::character varying,
  is_pinned boolean NOT NULL DEFAULT false,
  resolved_ts timestamp with time zone,
  CONSTRAINT comment_pkey PRIMARY KEY (id),
  CONSTRAINT comment_body_not_blank CHECK (btrim(body::text) <> ''::text),
  CONSTRAINT comment_kind_choice CHECK (kind::text = ANY (ARRAY['note'::character varying, 'question'::character varying, 'decision'::character varying, 'praise'::character varying]::text[])),
  CONSTRAINT comment_resolved_ts_range CHECK (resolved_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND resolved_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT comment_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT comment_document_id_fkey FOREIGN KEY (document_id) REFERENCES app.document(id) ON DELETE CASCADE,
  CONSTRAINT comment_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE,
  CONSTRAINT comment_reply_to_id_fkey FOREIGN KEY (reply_to_id) REFERENCES app.comment(id) ON DELETE CASCADE,
  CONSTRAINT comment_task_id_fkey FOREIGN KEY (task_id) REFERENCES app.task(id) ON DELETE CASCADE,
  CONSTRAINT comment_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES app.ticket(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX comment_author_id_idx ON app.comment USING btree (author_id, id);
CREATE INDEX comment_body_idx ON app.comment USING btree (body, id);
CREATE INDEX comment_created_ts_idx ON app.comment USING btree (created_ts, id);
CREATE INDEX comment_document_id_idx ON app.comment USING btree (document_id, id);
CREATE INDEX comment_is_pinned_idx ON app.comment USING btree (is_pinned, id);
CREATE INDEX comment_kind_idx ON app.comment USING btree (kind, id);
CREATE INDEX comment_project_id_idx ON app.comment USING btree (project_id, id);
CREATE INDEX comment_reply_to_id_idx ON app.comment USING btree (reply_to_id, id);
CREATE INDEX comment_resolved_ts_idx ON app.comment USING btree (resolved_ts, id);
CREATE INDEX comment_task_id_idx ON app.comment USING btree (task_id, id);
CREATE INDEX comment_ticket_id_idx ON app.comment USING btree (ticket_id, id);
CREATE INDEX comment_updated_minute_idx ON app.comment USING btree (updated_minute);
ALTER TABLE app.comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.comment FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.comment FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('comment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.comment FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('comment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.comment FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('comment'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.comment FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('comment'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('comment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.comment FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_comment_delete AFTER DELETE ON app.comment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_comment();
CREATE TRIGGER log_comment_insert AFTER INSERT ON app.comment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_comment();
CREATE TRIGGER log_comment_truncate BEFORE TRUNCATE ON app.comment FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_comment();
CREATE TRIGGER log_comment_update AFTER UPDATE ON app.comment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_comment();
CREATE TRIGGER version_comment_insert BEFORE INSERT ON app.comment FOR EACH ROW EXECUTE FUNCTION app.version_insert_comment();
CREATE TRIGGER version_comment_update BEFORE UPDATE ON app.comment FOR EACH ROW EXECUTE FUNCTION app.version_update_comment();
COMMENT ON TABLE app.comment IS 'Comments';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.comment TO app_api;

CREATE TABLE app.contact (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(160) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  role character varying(120) COLLATE "C",
  email character varying(254) COLLATE "C",
  phone character varying(40) COLLATE "C",
  mobile character varying(40) COLLATE "C",
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'active'::character varying,
  is_primary boolean NOT NULL DEFAULT false,
  language character varying(40) COLLATE "C" NOT NULL DEFAULT 'en'::character varying,
  last_contact_ts timestamp with time zone,
  newsletter boolean NOT NULL DEFAULT false,
  notes text,
  CONSTRAINT contact_pkey PRIMARY KEY (id),
  CONSTRAINT contact_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT contact_language_choice CHECK (language::text = ANY (ARRAY['de'::character varying, 'en'::character varying, 'es'::character varying, 'fr'::character varying, 'it'::character varying, 'nl'::character varying, 'pl'::character varying]::text[])),
  CONSTRAINT contact_last_contact_ts_range CHECK (last_contact_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND last_contact_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT contact_mobile_format CHECK (mobile::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT contact_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT contact_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT contact_phone_format CHECK (phone::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT contact_status_choice CHECK (status::text = ANY (ARRAY['active'::character varying, 'moved_on'::character varying, 'do_not_contact'::character varying]::text[])),
  CONSTRAINT contact_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX contact_created_ts_idx ON app.contact USING btree (created_ts, id);
CREATE INDEX contact_customer_id_idx ON app.contact USING btree (customer_id, id);
CREATE INDEX contact_email_idx ON app.contact USING btree (email, id);
CREATE INDEX contact_is_primary_idx ON app.contact USING btree (is_primary, id);
CREATE INDEX contact_language_idx ON app.contact USING btree (language, id);
CREATE INDEX contact_last_contact_ts_idx ON app.contact USING btree (last_contact_ts, id);
CREATE INDEX contact_name_idx ON app.contact USING btree (name, id);
CREATE INDEX contact_role_idx ON app.contact USING btree (role, id);
CREATE INDEX contact_status_idx ON app.contact USING btree (status, id);
CREATE INDEX contact_updated_minute_idx ON app.contact USING btree (updated_minute);
ALTER TABLE app.contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.contact FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.contact FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contact'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.contact FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contact'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.contact FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.contact FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contact'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contact'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.contact FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_contact_delete AFTER DELETE ON app.contact REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_contact();
CREATE TRIGGER log_contact_insert AFTER INSERT ON app.contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_contact();
CREATE TRIGGER log_contact_truncate BEFORE TRUNCATE ON app.contact FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_contact();
CREATE TRIGGER log_contact_update AFTER UPDATE ON app.contact REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_contact();
CREATE TRIGGER version_contact_insert BEFORE INSERT ON app.contact FOR EACH ROW EXECUTE FUNCTION app.version_insert_contact();
CREATE TRIGGER version_contact_update BEFORE UPDATE ON app.contact FOR EACH ROW EXECUTE FUNCTION app.version_update_contact();
COMMENT ON TABLE app.contact IS 'Contacts';
COMMENT ON COLUMN app.contact.role IS 'Function at the customer, such as Head of Purchasing.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.contact TO app_api;

CREATE TABLE app.contract (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  name character varying(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  quote_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'fixed_price'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  signed_on date,
  start_on date NOT NULL,
  end_on date,
  value numeric(14,2) NOT NULL,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  billing character varying(40) COLLATE "C" NOT NULL DEFAULT 'monthly'::character varying,
  notice_days integer NOT NULL DEFAULT 90,
  auto_renew boolean NOT NULL DEFAULT false,
  terms text,
  CONSTRAINT contract_pkey PRIMARY KEY (id),
  CONSTRAINT contract_billing_choice CHECK (billing::text = ANY (ARRAY['once'::character varying, 'monthly'::character varying, 'quarterly'::character varying, 'yearly'::character varying, 'by_milestone'::character varying]::text[])),
  CONSTRAINT contract_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT contract_end_on_order CHECK (start_on <= end_on),
  CONSTRAINT contract_end_on_range CHECK (end_on >= '0001-01-01'::date AND end_on <= '9999-12-31'::date),
  CONSTRAINT contract_kind_choice CHECK (kind::text = ANY (ARRAY['fixed_price'::character varying, 'time_and_material'::character varying, 'retainer'::character varying, 'license'::character varying, 'maintenance'::character varying]::text[])),
  CONSTRAINT contract_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT contract_notice_days_range CHECK (notice_days >= 0 AND notice_days <= 730),
  CONSTRAINT contract_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT contract_signed_on_range CHECK (signed_on >= '0001-01-01'::date AND signed_on <= '9999-12-31'::date),
  CONSTRAINT contract_start_on_range CHECK (start_on >= '0001-01-01'::date AND start_on <= '9999-12-31'::date),
  CONSTRAINT contract_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'in_review'::character varying, 'signed'::character varying, 'active'::character varying, 'ended'::character varying, 'terminated'::character varying]::text[])),
  CONSTRAINT contract_terms_length CHECK (char_length(terms) <= 20000),
  CONSTRAINT contract_value_range CHECK (value >= 0::numeric),
  CONSTRAINT contract_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT contract_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT contract_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE SET NULL,
  CONSTRAINT contract_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES app.quote(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX contract_auto_renew_idx ON app.contract USING btree (auto_renew, id);
CREATE INDEX contract_created_ts_idx ON app.contract USING btree (created_ts, id);
CREATE INDEX contract_customer_id_idx ON app.contract USING btree (customer_id, id);
CREATE INDEX contract_end_on_idx ON app.contract USING btree (end_on, id);
CREATE INDEX contract_kind_idx ON app.contract USING btree (kind, id);
CREATE INDEX contract_name_idx ON app.contract USING btree (name, id);
CREATE UNIQUE INDEX contract_number_key ON app.contract USING btree (number);
CREATE INDEX contract_owner_id_idx ON app.contract USING btree (owner_id, id);
CREATE INDEX contract_project_id_idx ON app.contract USING btree (project_id, id);
CREATE INDEX contract_quote_id_idx ON app.contract USING btree (quote_id, id);
CREATE INDEX contract_start_on_idx ON app.contract USING btree (start_on, id);
CREATE INDEX contract_status_idx ON app.contract USING btree (status, id);
CREATE INDEX contract_updated_minute_idx ON app.contract USING btree (updated_minute);
CREATE INDEX contract_value_idx ON app.contract USING btree (value, id);
ALTER TABLE app.contract ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.contract FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.contract FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contract'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.contract FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contract'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.contract FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (owner_id = ANY (( SELECT app.reachable_employees(false, true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('contract'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.contract FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contract'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('contract'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.contract FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_contract_delete AFTER DELETE ON app.contract REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_contract();
CREATE TRIGGER log_contract_insert AFTER INSERT ON app.contract REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_contract();
CREATE TRIGGER log_contract_truncate BEFORE TRUNCATE ON app.contract FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_contract();
CREATE TRIGGER log_contract_update AFTER UPDATE ON app.contract REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_contract();
CREATE TRIGGER version_contract_insert BEFORE INSERT ON app.contract FOR EACH ROW EXECUTE FUNCTION app.version_insert_contract();
CREATE TRIGGER version_contract_update BEFORE UPDATE ON app.contract FOR EACH ROW EXECUTE FUNCTION app.version_update_contract();
COMMENT ON TABLE app.contract IS 'Contracts';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.contract TO app_api;

CREATE TABLE app.customer (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  number character varying(20) COLLATE "C" NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'company'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'lead'::character varying,
  segment character varying(40) COLLATE "C" NOT NULL DEFAULT 'mid_market'::character varying,
  industry character varying(80) COLLATE "C",
  account_manager_id uuid,
  vat_number character varying(20) COLLATE "C",
  email character varying(254) COLLATE "C",
  phone character varying(40) COLLATE "C",
  website character varying(2000) COLLATE "C",
  street character varying(160) COLLATE "C",
  postal_code character varying(20) COLLATE "C",
  city character varying(100) COLLATE "C",
  country character varying(80) COLLATE "C",
  credit_limit numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  payment_term_days integer NOT NULL DEFAULT 30,
  customer_since date,
  notes text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_credit_limit_range CHECK (credit_limit >= 0::numeric),
  CONSTRAINT customer_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT customer_customer_since_range CHECK (customer_since >= '0001-01-01'::date AND customer_since <= '9999-12-31'::date),
  CONSTRAINT customer_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT customer_kind_choice CHECK (kind::text = ANY (ARRAY['company'::character varying, 'public_sector'::character varying, 'nonprofit'::character varying, 'individual'::character varying]::text[])),
  CONSTRAINT customer_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT customer_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT customer_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT customer_payment_term_days_range CHECK (payment_term_days >= 0 AND payment_term_days <= 365),
  CONSTRAINT customer_phone_format CHECK (phone::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT customer_segment_choice CHECK (segment::text = ANY (ARRAY['small'::character varying, 'mid_market'::character varying, 'enterprise'::character varying]::text[])),
  CONSTRAINT customer_status_choice CHECK (status::text = ANY (ARRAY['lead'::character varying, 'active'::character varying, 'inactive'::character varying, 'blocked'::character varying]::text[])),
  CONSTRAINT customer_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT customer_website_format CHECK (website::text ~ '^https?://'::text),
  CONSTRAINT customer_account_manager_id_fkey FOREIGN KEY (account_manager_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX customer_account_manager_id_idx ON app.customer USING btree (account_manager_id, id);
CREATE INDEX customer_city_idx ON app.customer USING btree (city, id);
CREATE INDEX customer_country_idx ON app.customer USING btree (country, id);
CREATE INDEX customer_created_ts_idx ON app.customer USING btree (created_ts, id);
CREATE INDEX customer_credit_limit_idx ON app.customer USING btree (credit_limit, id);
CREATE INDEX customer_customer_since_idx ON app.customer USING btree (customer_since, id);
CREATE INDEX customer_industry_idx ON app.customer USING btree (industry, id);
CREATE INDEX customer_kind_idx ON app.customer USING btree (kind, id);
CREATE INDEX customer_name_idx ON app.customer USING btree (name, id);
CREATE UNIQUE INDEX customer_number_key ON app.customer USING btree (number);
CREATE INDEX customer_segment_idx ON app.customer USING btree (segment, id);
CREATE INDEX customer_status_idx ON app.customer USING btree (status, id);
CREATE INDEX customer_tags_idx ON app.customer USING gin (tags);
CREATE INDEX customer_updated_minute_idx ON app.customer USING btree (updated_minute);
ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.customer FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.customer FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('customer'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.customer FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('customer'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.customer FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.customer FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('customer'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('customer'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.customer FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_customer_delete AFTER DELETE ON app.customer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_customer();
CREATE TRIGGER log_customer_insert AFTER INSERT ON app.customer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_customer();
CREATE TRIGGER log_customer_truncate BEFORE TRUNCATE ON app.customer FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_customer();
CREATE TRIGGER log_customer_update AFTER UPDATE ON app.customer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_customer();
CREATE TRIGGER version_customer_insert BEFORE INSERT ON app.customer FOR EACH ROW EXECUTE FUNCTION app.version_insert_customer();
CREATE TRIGGER version_customer_update BEFORE UPDATE ON app.customer FOR EACH ROW EXECUTE FUNCTION app.version_update_customer();
COMMENT ON TABLE app.customer IS 'Customers';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.customer TO app_api;

CREATE TABLE app.department (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(120) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  parent_id uuid,
  manager_id uuid,
  office_id uuid,
  cost_center character varying(20) COLLATE "C",
  email character varying(254) COLLATE "C",
  headcount_plan integer,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'active'::character varying,
  mission text,
  CONSTRAINT department_pkey PRIMARY KEY (id),
  CONSTRAINT department_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT department_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT department_headcount_plan_range CHECK (headcount_plan >= 0 AND headcount_plan <= 100000),
  CONSTRAINT department_mission_length CHECK (char_length(mission) <= 4000),
  CONSTRAINT department_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT department_status_choice CHECK (status::text = ANY (ARRAY['active'::character varying, 'merging'::character varying, 'closed'::character varying]::text[])),
  CONSTRAINT department_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT department_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE RESTRICT,
  CONSTRAINT department_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.department(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE UNIQUE INDEX department_code_key ON app.department USING btree (code);
CREATE INDEX department_cost_center_idx ON app.department USING btree (cost_center, id);
CREATE INDEX department_created_ts_idx ON app.department USING btree (created_ts, id);
CREATE INDEX department_headcount_plan_idx ON app.department USING btree (headcount_plan, id);
CREATE INDEX department_manager_id_idx ON app.department USING btree (manager_id, id);
CREATE INDEX department_name_idx ON app.department USING btree (name, id);
CREATE INDEX department_office_id_idx ON app.department USING btree (office_id, id);
CREATE INDEX department_parent_id_idx ON app.department USING btree (parent_id, id);
CREATE INDEX department_status_idx ON app.department USING btree (status, id);
CREATE INDEX department_updated_minute_idx ON app.department USING btree (updated_minute);
ALTER TABLE app.department ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.department FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.department FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('department'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.department FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('department'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.department FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.department FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('department'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('department'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.department FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER access_department_update AFTER UPDATE ON app.department REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_department_head_change();
CREATE TRIGGER log_department_delete AFTER DELETE ON app.department REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_department();
CREATE TRIGGER log_department_insert AFTER INSERT ON app.department REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_department();
CREATE TRIGGER log_department_truncate BEFORE TRUNCATE ON app.department FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_department();
CREATE TRIGGER log_department_update AFTER UPDATE ON app.department REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_department();
CREATE TRIGGER version_department_insert BEFORE INSERT ON app.department FOR EACH ROW EXECUTE FUNCTION app.version_insert_department();
CREATE TRIGGER version_department_update BEFORE UPDATE ON app.department FOR EACH ROW EXECUTE FUNCTION app.version_update_department();
COMMENT ON TABLE app.department IS 'Departments';
COMMENT ON COLUMN app.department.cost_center IS 'As in the ledger: 4400.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.department TO app_api;

CREATE TABLE app.document (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  title character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  author_id uuid,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'report'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  confidentiality character varying(40) COLLATE "C" NOT NULL DEFAULT 'internal'::character varying,
  revision character varying(20) COLLATE "C" NOT NULL DEFAULT '1.0'::character varying,
  file_url character varying(2000) COLLATE "C",
  media_type character varying(100) COLLATE "C",
  size_bytes integer,
  review_on date,
  summary text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT document_pkey PRIMARY KEY (id),
  CONSTRAINT document_confidentiality_choice CHECK (confidentiality::text = ANY (ARRAY['public'::character varying, 'internal'::character varying, 'confidential'::character varying]::text[])),
  CONSTRAINT document_file_url_format CHECK (file_url::text ~ '^https?://'::text),
  CONSTRAINT document_kind_choice CHECK (kind::text = ANY (ARRAY['specification'::character varying, 'report'::character varying, 'minutes'::character varying, 'drawing'::character varying, 'presentation'::character varying, 'manual'::character varying]::text[])),
  CONSTRAINT document_review_on_range CHECK (review_on >= '0001-01-01'::date AND review_on <= '9999-12-31'::date),
  CONSTRAINT document_revision_not_blank CHECK (btrim(revision::text) <> ''::text),
  CONSTRAINT document_size_bytes_range CHECK (size_bytes >= 0),
  CONSTRAINT document_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'in_review'::character varying, 'approved'::character varying, 'archived'::character varying]::text[])),
  CONSTRAINT document_summary_length CHECK (char_length(summary) <= 4000),
  CONSTRAINT document_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT document_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT document_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT document_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX document_author_id_idx ON app.document USING btree (author_id, id);
CREATE INDEX document_confidentiality_idx ON app.document USING btree (confidentiality, id);
CREATE INDEX document_created_ts_idx ON app.document USING btree (created_ts, id);
CREATE INDEX document_kind_idx ON app.document USING btree (kind, id);
CREATE INDEX document_project_id_idx ON app.document USING btree (project_id, id);
CREATE INDEX document_review_on_idx ON app.document USING btree (review_on, id);
CREATE INDEX document_size_bytes_idx ON app.document USING btree (size_bytes, id);
CREATE INDEX document_status_idx ON app.document USING btree (status, id);
CREATE INDEX document_tags_idx ON app.document USING gin (tags);
CREATE INDEX document_title_idx ON app.document USING btree (title, id);
CREATE INDEX document_updated_minute_idx ON app.document USING btree (updated_minute);
ALTER TABLE app.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.document FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.document FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('document'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.document FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('document'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.document FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('document'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.document FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('document'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('document'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.document FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_document_delete AFTER DELETE ON app.document REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_document();
CREATE TRIGGER log_document_insert AFTER INSERT ON app.document REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_document();
CREATE TRIGGER log_document_truncate BEFORE TRUNCATE ON app.document FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_document();
CREATE TRIGGER log_document_update AFTER UPDATE ON app.document REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_document();
CREATE TRIGGER version_document_insert BEFORE INSERT ON app.document FOR EACH ROW EXECUTE FUNCTION app.version_insert_document();
CREATE TRIGGER version_document_update BEFORE UPDATE ON app.document FOR EACH ROW EXECUTE FUNCTION app.version_update_document();
COMMENT ON TABLE app.document IS 'Documents';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.document TO app_api;

CREATE TABLE app.employee (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(160) COLLATE "C" NOT NULL,
  number character varying(20) COLLATE "C" NOT NULL,
  email character varying(254) COLLATE "C" NOT NULL,
  phone character varying(40) COLLATE "C",
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'active'::character varying,
  employment character varying(40) COLLATE "C" NOT NULL DEFAULT 'full_time'::character varying,
  department_id uuid,
  position_id uuid,
  manager_id uuid,
  office_id uuid,
  hired_on date NOT NULL,
  left_on date,
  weekly_hours numeric(14,2) NOT NULL DEFAULT 40,
  birth_date date,
  national_id character varying(40) COLLATE "C",
  salary numeric(14,2),
  salary_currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  notes text,
  CONSTRAINT employee_pkey PRIMARY KEY (id),
  CONSTRAINT employee_birth_date_range CHECK (birth_date >= '0001-01-01'::date AND birth_date <= '9999-12-31'::date),
  CONSTRAINT employee_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT employee_employment_choice CHECK (employment::text = ANY (ARRAY['full_time'::character varying, 'part_time'::character varying, 'contractor'::character varying, 'intern'::character varying]::text[])),
  CONSTRAINT employee_hired_on_range CHECK (hired_on >= '0001-01-01'::date AND hired_on <= '9999-12-31'::date),
  CONSTRAINT employee_left_on_order CHECK (hired_on <= left_on),
  CONSTRAINT employee_left_on_range CHECK (left_on >= '0001-01-01'::date AND left_on <= '9999-12-31'::date),
  CONSTRAINT employee_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT employee_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT employee_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT employee_phone_format CHECK (phone::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT employee_salary_currency_choice CHECK (salary_currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT employee_salary_range CHECK (salary >= 0::numeric),
  CONSTRAINT employee_status_choice CHECK (status::text = ANY (ARRAY['onboarding'::character varying, 'active'::character varying, 'on_leave'::character varying, 'left'::character varying]::text[])),
  CONSTRAINT employee_weekly_hours_range CHECK (weekly_hours >= 0::numeric AND weekly_hours <= 60::numeric),
  CONSTRAINT employee_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT,
  CONSTRAINT employee_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT employee_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE RESTRICT,
  CONSTRAINT employee_position_id_fkey FOREIGN KEY (position_id) REFERENCES app."position"(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX employee_created_ts_idx ON app.employee USING btree (created_ts, id);
CREATE INDEX employee_department_id_idx ON app.employee USING btree (department_id, id);
CREATE UNIQUE INDEX employee_email_key ON app.employee USING btree (email);
CREATE INDEX employee_employment_idx ON app.employee USING btree (employment, id);
CREATE INDEX employee_hired_on_idx ON app.employee USING btree (hired_on, id);
CREATE INDEX employee_manager_id_idx ON app.employee USING btree (manager_id, id);
CREATE INDEX employee_name_idx ON app.employee USING btree (name, id);
CREATE UNIQUE INDEX employee_number_key ON app.employee USING btree (number);
CREATE INDEX employee_office_id_idx ON app.employee USING btree (office_id, id);
CREATE INDEX employee_position_id_idx ON app.employee USING btree (position_id, id);
CREATE INDEX employee_status_idx ON app.employee USING btree (status, id);
CREATE INDEX employee_updated_minute_idx ON app.employee USING btree (updated_minute);
ALTER TABLE app.employee ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.employee FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.employee FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('employee'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.employee FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('employee'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.employee FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.employee FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('employee'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('employee'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.employee FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER access_employee_delete AFTER DELETE ON app.employee REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_employee_delete();
CREATE TRIGGER access_employee_update AFTER UPDATE ON app.employee REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_employee_move();
CREATE TRIGGER log_employee_delete AFTER DELETE ON app.employee REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_employee();
CREATE TRIGGER log_employee_insert AFTER INSERT ON app.employee REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_employee();
CREATE TRIGGER log_employee_truncate BEFORE TRUNCATE ON app.employee FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_employee();
CREATE TRIGGER log_employee_update AFTER UPDATE ON app.employee REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_employee();
CREATE TRIGGER version_employee_insert BEFORE INSERT ON app.employee FOR EACH ROW EXECUTE FUNCTION app.version_insert_employee();
CREATE TRIGGER version_employee_update BEFORE UPDATE ON app.employee FOR EACH ROW EXECUTE FUNCTION app.version_update_employee();
COMMENT ON TABLE app.employee IS 'Employees';
COMMENT ON COLUMN app.employee.name IS 'As the person wants to be called.';
COMMENT ON COLUMN app.employee.salary IS 'Gross per year.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.employee TO app_api;

CREATE TABLE app.entity (
  entity_code text NOT NULL,
  access_rule text NOT NULL,
  access_via text,
  secret_columns text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT entity_pkey PRIMARY KEY (entity_code),
  CONSTRAINT entity_access_rule_check CHECK (access_rule = ANY (ARRAY['directory'::text, 'project'::text, 'owner'::text, 'finance'::text])),
  CONSTRAINT entity_check CHECK (access_rule = 'directory'::text OR access_via IS NOT NULL),
  CONSTRAINT entity_entity_code_check CHECK (entity_code ~ '^[a-z][a-z0-9_]{0,62}$'::text)
);
COMMENT ON TABLE app.entity IS 'One row per tracked table of the schema app; the code is the table name.';
COMMENT ON COLUMN app.entity.access_via IS 'Column that holds the project (rule project) or the employee (rules owner, finance); "id" where it is the record itself.';
COMMENT ON COLUMN app.entity.secret_columns IS 'Columns that never enter an image, hence neither the log nor the wire.';
GRANT SELECT ON app.entity TO app_api;
GRANT SELECT ON app.entity TO app_sync;

CREATE TABLE app.event (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  title character varying(200) COLLATE "C" NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'meeting'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'tentative'::character varying,
  organizer_id uuid NOT NULL,
  project_id uuid,
  customer_id uuid,
  office_id uuid,
  start_ts timestamp with time zone NOT NULL,
  end_ts timestamp with time zone NOT NULL,
  is_all_day boolean NOT NULL DEFAULT false,
  room character varying(80) COLLATE "C",
  meeting_url character varying(2000) COLLATE "C",
  attendees integer,
  agenda text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT event_pkey PRIMARY KEY (id),
  CONSTRAINT event_agenda_length CHECK (char_length(agenda) <= 20000),
  CONSTRAINT event_attendees_range CHECK (attendees >= 0 AND attendees <= 100000),
  CONSTRAINT event_end_ts_order CHECK (start_ts <= end_ts),
  CONSTRAINT event_end_ts_range CHECK (end_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND end_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT event_kind_choice CHECK (kind::text = ANY (ARRAY['meeting'::character varying, 'workshop'::character varying, 'training'::character varying, 'deadline'::character varying, 'travel'::character varying, 'holiday'::character varying]::text[])),
  CONSTRAINT event_meeting_url_format CHECK (meeting_url::text ~ '^https?://'::text),
  CONSTRAINT event_start_ts_range CHECK (start_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND start_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT event_status_choice CHECK (status::text = ANY (ARRAY['tentative'::character varying, 'confirmed'::character varying, 'held'::character varying, 'cancelled'::character varying]::text[])),
  CONSTRAINT event_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT event_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT event_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE SET NULL,
  CONSTRAINT event_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE SET NULL,
  CONSTRAINT event_organizer_id_fkey FOREIGN KEY (organizer_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT event_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX event_created_ts_idx ON app.event USING btree (created_ts, id);
CREATE INDEX event_customer_id_idx ON app.event USING btree (customer_id, id);
CREATE INDEX event_end_ts_idx ON app.event USING btree (end_ts, id);
CREATE INDEX event_kind_idx ON app.event USING btree (kind, id);
CREATE INDEX event_office_id_idx ON app.event USING btree (office_id, id);
CREATE INDEX event_organizer_id_idx ON app.event USING btree (organizer_id, id);
CREATE INDEX event_project_id_idx ON app.event USING btree (project_id, id);
CREATE INDEX event_start_ts_idx ON app.event USING btree (start_ts, id);
CREATE INDEX event_status_idx ON app.event USING btree (status, id);
CREATE INDEX event_tags_idx ON app.event USING gin (tags);
CREATE INDEX event_title_idx ON app.event USING btree (title, id);
CREATE INDEX event_updated_minute_idx ON app.event USING btree (updated_minute);
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.event FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.event FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (organizer_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('event'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.event FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (organizer_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('event'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.event FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (organizer_id = ANY (( SELECT app.reachable_employees(false) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('event'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.event FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (organizer_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('event'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (organizer_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('event'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.event FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_event_delete AFTER DELETE ON app.event REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_event();
CREATE TRIGGER log_event_insert AFTER INSERT ON app.event REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_event();
CREATE TRIGGER log_event_truncate BEFORE TRUNCATE ON app.event FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_event();
CREATE TRIGGER log_event_update AFTER UPDATE ON app.event REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_event();
CREATE TRIGGER version_event_insert BEFORE INSERT ON app.event FOR EACH ROW EXECUTE FUNCTION app.version_insert_event();
CREATE TRIGGER version_event_update BEFORE UPDATE ON app.event FOR EACH ROW EXECUTE FUNCTION app.version_update_event();
COMMENT ON TABLE app.event IS 'Events';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.event TO app_api;

CREATE TABLE app.expense (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  purpose character varying(200) COLLATE "C" NOT NULL,
  employee_id uuid NOT NULL,
  project_id uuid,
  category character varying(40) COLLATE "C" NOT NULL DEFAULT 'other'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  spent_on date NOT NULL,
  amount numeric(14,2) NOT NULL,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  exchange_rate numeric(14,6) NOT NULL DEFAULT 1,
  is_billable boolean NOT NULL DEFAULT false,
  approver_id uuid,
  reimbursed_on date,
  receipt_url character varying(2000) COLLATE "C",
  notes text,
  CONSTRAINT expense_pkey PRIMARY KEY (id),
  CONSTRAINT expense_amount_range CHECK (amount >= 0::numeric),
  CONSTRAINT expense_category_choice CHECK (category::text = ANY (ARRAY['travel'::character varying, 'lodging'::character varying, 'meals'::character varying, 'equipment'::character varying, 'training'::character varying, 'software'::character varying, 'other'::character varying]::text[])),
  CONSTRAINT expense_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT expense_exchange_rate_range CHECK (exchange_rate >= 0::numeric AND exchange_rate <= 100000::numeric),
  CONSTRAINT expense_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT expense_purpose_not_blank CHECK (btrim(purpose::text) <> ''::text),
  CONSTRAINT expense_receipt_url_format CHECK (receipt_url::text ~ '^https?://'::text),
  CONSTRAINT expense_reimbursed_on_order CHECK (spent_on <= reimbursed_on),
  CONSTRAINT expense_reimbursed_on_range CHECK (reimbursed_on >= '0001-01-01'::date AND reimbursed_on <= '9999-12-31'::date),
  CONSTRAINT expense_spent_on_range CHECK (spent_on >= '0001-01-01'::date AND spent_on <= '9999-12-31'::date),
  CONSTRAINT expense_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'submitted'::character varying, 'approved'::character varying, 'rejected'::character varying, 'reimbursed'::character varying]::text[])),
  CONSTRAINT expense_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT expense_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT expense_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX expense_amount_idx ON app.expense USING btree (amount, id);
CREATE INDEX expense_approver_id_idx ON app.expense USING btree (approver_id, id);
CREATE INDEX expense_category_idx ON app.expense USING btree (category, id);
CREATE INDEX expense_created_ts_idx ON app.expense USING btree (created_ts, id);
CREATE INDEX expense_employee_id_idx ON app.expense USING btree (employee_id, id);
CREATE INDEX expense_project_id_idx ON app.expense USING btree (project_id, id);
CREATE INDEX expense_purpose_idx ON app.expense USING btree (purpose, id);
CREATE INDEX expense_spent_on_idx ON app.expense USING btree (spent_on, id);
CREATE INDEX expense_status_idx ON app.expense USING btree (status, id);
CREATE INDEX expense_updated_minute_idx ON app.expense USING btree (updated_minute);
ALTER TABLE app.expense ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.expense FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.expense FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('expense'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.expense FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('expense'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.expense FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (employee_id = ANY (( SELECT app.reachable_employees(false) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('expense'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.expense FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('expense'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('expense'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.expense FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_expense_delete AFTER DELETE ON app.expense REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_expense();
CREATE TRIGGER log_expense_insert AFTER INSERT ON app.expense REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_expense();
CREATE TRIGGER log_expense_truncate BEFORE TRUNCATE ON app.expense FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_expense();
CREATE TRIGGER log_expense_update AFTER UPDATE ON app.expense REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_expense();
CREATE TRIGGER version_expense_insert BEFORE INSERT ON app.expense FOR EACH ROW EXECUTE FUNCTION app.version_insert_expense();
CREATE TRIGGER version_expense_update BEFORE UPDATE ON app.expense FOR EACH ROW EXECUTE FUNCTION app.version_update_expense();
COMMENT ON TABLE app.expense IS 'Expenses';
COMMENT ON COLUMN app.expense.exchange_rate IS 'To the company''s currency.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.expense TO app_api;

CREATE TABLE app.inventory_item (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  lot character varying(40) COLLATE "C" NOT NULL,
  product_id uuid NOT NULL,
  office_id uuid NOT NULL,
  shelf character varying(20) COLLATE "C",
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'in_stock'::character varying,
  quantity integer NOT NULL DEFAULT 0,
  reserved integer NOT NULL DEFAULT 0,
  reorder_point integer NOT NULL DEFAULT 0,
  unit_cost numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  expires_on date,
  counted_on date,
  last_movement_ts timestamp with time zone,
  CONSTRAINT inventory_item_pkey PRIMARY KEY (id),
  CONSTRAINT inventory_item_counted_on_range CHECK (counted_on >= '0001-01-01'::date AND counted_on <= '9999-12-31'::date),
  CONSTRAINT inventory_item_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT inventory_item_expires_on_range CHECK (expires_on >= '0001-01-01'::date AND expires_on <= '9999-12-31'::date),
  CONSTRAINT inventory_item_last_movement_ts_range CHECK (last_movement_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND last_movement_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT inventory_item_lot_not_blank CHECK (btrim(lot::text) <> ''::text),
  CONSTRAINT inventory_item_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT inventory_item_quantity_order CHECK (reserved <= quantity),
  CONSTRAINT inventory_item_quantity_range CHECK (quantity >= 0),
  CONSTRAINT inventory_item_reorder_point_range CHECK (reorder_point >= 0),
  CONSTRAINT inventory_item_reserved_range CHECK (reserved >= 0),
  CONSTRAINT inventory_item_status_choice CHECK (status::text = ANY (ARRAY['in_stock'::character varying, 'low'::character varying, 'out_of_stock'::character varying, 'on_order'::character varying, 'quarantined'::character varying]::text[])),
  CONSTRAINT inventory_item_unit_cost_range CHECK (unit_cost >= 0::numeric),
  CONSTRAINT inventory_item_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE RESTRICT,
  CONSTRAINT inventory_item_product_id_fkey FOREIGN KEY (product_id) REFERENCES app.product(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX inventory_item_created_ts_idx ON app.inventory_item USING btree (created_ts, id);
CREATE INDEX inventory_item_expires_on_idx ON app.inventory_item USING btree (expires_on, id);
CREATE INDEX inventory_item_last_movement_ts_idx ON app.inventory_item USING btree (last_movement_ts, id);
CREATE UNIQUE INDEX inventory_item_lot_key ON app.inventory_item USING btree (lot);
CREATE INDEX inventory_item_name_idx ON app.inventory_item USING btree (name, id);
CREATE INDEX inventory_item_office_id_idx ON app.inventory_item USING btree (office_id, id);
CREATE INDEX inventory_item_product_id_idx ON app.inventory_item USING btree (product_id, id);
CREATE INDEX inventory_item_quantity_idx ON app.inventory_item USING btree (quantity, id);
CREATE INDEX inventory_item_shelf_idx ON app.inventory_item USING btree (shelf, id);
CREATE INDEX inventory_item_status_idx ON app.inventory_item USING btree (status, id);
CREATE INDEX inventory_item_updated_minute_idx ON app.inventory_item USING btree (updated_minute);
ALTER TABLE app.inventory_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.inventory_item FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.inventory_item FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('inventory_item'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.inventory_item FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('inventory_item'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.inventory_item FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.inventory_item FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('inventory_item'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('inventory_item'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.inventory_item FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_inventory_item_delete AFTER DELETE ON app.inventory_item REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_inventory_item();
CREATE TRIGGER log_inventory_item_insert AFTER INSERT ON app.inventory_item REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_inventory_item();
CREATE TRIGGER log_inventory_item_truncate BEFORE TRUNCATE ON app.inventory_item FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_inventory_item();
CREATE TRIGGER log_inventory_item_update AFTER UPDATE ON app.inventory_item REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_inventory_item();
CREATE TRIGGER version_inventory_item_insert BEFORE INSERT ON app.inventory_item FOR EACH ROW EXECUTE FUNCTION app.version_insert_inventory_item();
CREATE TRIGGER version_inventory_item_update BEFORE UPDATE ON app.inventory_item FOR EACH ROW EXECUTE FUNCTION app.version_update_inventory_item();
COMMENT ON TABLE app.inventory_item IS 'Inventory items';
COMMENT ON COLUMN app.inventory_item.name IS 'What the label on the shelf says.';
COMMENT ON COLUMN app.inventory_item.shelf IS 'Aisle, rack and level: A-03-2.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.inventory_item TO app_api;

CREATE TABLE app.invoice (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contract_id uuid,
  project_id uuid,
  owner_id uuid NOT NULL,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  issued_on date NOT NULL,
  due_on date NOT NULL,
  paid_on date,
  net_amount numeric(14,2) NOT NULL,
  tax_rate numeric(5,2) NOT NULL DEFAULT 19,
  total_amount numeric(14,2) NOT NULL,
  paid_amount numeric(14,2) NOT NULL DEFAULT 0,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  reference character varying(80) COLLATE "C",
  notes text,
  CONSTRAINT invoice_pkey PRIMARY KEY (id),
  CONSTRAINT invoice_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT invoice_due_on_order CHECK (issued_on <= due_on),
  CONSTRAINT invoice_due_on_range CHECK (due_on >= '0001-01-01'::date AND due_on <= '9999-12-31'::date),
  CONSTRAINT invoice_issued_on_range CHECK (issued_on >= '0001-01-01'::date AND issued_on <= '9999-12-31'::date),
  CONSTRAINT invoice_net_amount_range CHECK (net_amount >= 0::numeric),
  CONSTRAINT invoice_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT invoice_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT invoice_paid_amount_range CHECK (paid_amount >= 0::numeric),
  CONSTRAINT invoice_paid_on_range CHECK (paid_on >= '0001-01-01'::date AND paid_on <= '9999-12-31'::date),
  CONSTRAINT invoice_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'sent'::character varying, 'partly_paid'::character varying, 'paid'::character varying, 'overdue'::character varying, 'void'::character varying]::text[])),
  CONSTRAINT invoice_tax_rate_range CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  CONSTRAINT invoice_total_amount_range CHECK (total_amount >= 0::numeric),
  CONSTRAINT invoice_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES app.contract(id) ON DELETE SET NULL,
  CONSTRAINT invoice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT invoice_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT invoice_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX invoice_contract_id_idx ON app.invoice USING btree (contract_id, id);
CREATE INDEX invoice_created_ts_idx ON app.invoice USING btree (created_ts, id);
CREATE INDEX invoice_customer_id_idx ON app.invoice USING btree (customer_id, id);
CREATE INDEX invoice_due_on_idx ON app.invoice USING btree (due_on, id);
CREATE INDEX invoice_issued_on_idx ON app.invoice USING btree (issued_on, id);
CREATE UNIQUE INDEX invoice_number_key ON app.invoice USING btree (number);
CREATE INDEX invoice_owner_id_idx ON app.invoice USING btree (owner_id, id);
CREATE INDEX invoice_project_id_idx ON app.invoice USING btree (project_id, id);
CREATE INDEX invoice_status_idx ON app.invoice USING btree (status, id);
CREATE INDEX invoice_total_amount_idx ON app.invoice USING btree (total_amount, id);
CREATE INDEX invoice_updated_minute_idx ON app.invoice USING btree (updated_minute);
ALTER TABLE app.invoice ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.invoice FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.invoice FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('invoice'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.invoice FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('invoice'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.invoice FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (owner_id = ANY (( SELECT app.reachable_employees(false, true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('invoice'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.invoice FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('invoice'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('invoice'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.invoice FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_invoice_delete AFTER DELETE ON app.invoice REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_invoice();
CREATE TRIGGER log_invoice_insert AFTER INSERT ON app.invoice REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_invoice();
CREATE TRIGGER log_invoice_truncate BEFORE TRUNCATE ON app.invoice FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_invoice();
CREATE TRIGGER log_invoice_update AFTER UPDATE ON app.invoice REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_invoice();
CREATE TRIGGER version_invoice_insert BEFORE INSERT ON app.invoice FOR EACH ROW EXECUTE FUNCTION app.version_insert_invoice();
CREATE TRIGGER version_invoice_update BEFORE UPDATE ON app.invoice FOR EACH ROW EXECUTE FUNCTION app.version_update_invoice();
COMMENT ON TABLE app.invoice IS 'Invoices';
COMMENT ON COLUMN app.invoice.reference IS 'The customer''s order number.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.invoice TO app_api;

CREATE TABLE app.log_horizon (
  dropped_xid xid8 NOT NULL,
  dropped_ts timestamp with time zone NOT NULL DEFAULT now()
);
COMMENT ON TABLE app.log_horizon IS 'For each removal of old log rows, the highest transaction id among them.';
GRANT SELECT ON app.log_horizon TO app_api;
GRANT SELECT ON app.log_horizon TO app_sync;

CREATE TABLE app.logging (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person_id uuid,
  fname character varying(100),
  lname character varying(100),
  username character varying(255),
  person_type character varying(50),
  session_user_name text NOT NULL DEFAULT SESSION_USER,
  api_endpoint character varying(500),
  http_method character varying(10),
  user_agent text,
  ip inet,
  request_id text,
  entity_code character varying(100) NOT NULL,
  entity_id uuid NOT NULL,
  action app.log_action NOT NULL,
  version bigint,
  subject_person_id uuid,
  entity_from_version jsonb,
  entity_to_version jsonb,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  sync_status character varying(20) DEFAULT 'pending'::character varying,
  sync_processed_ts timestamp with time zone,
  CONSTRAINT logging_pkey PRIMARY KEY (xid, id, created_ts)
) PARTITION BY RANGE (created_ts);
CREATE INDEX idx_logging_sync_pending ON ONLY app.logging USING btree (created_ts) WHERE (((sync_status)::text = 'pending'::text) AND ((action)::smallint <> 0));
CREATE INDEX logging_record_idx ON ONLY app.logging USING btree (entity_id, version);
ALTER TABLE app.logging ENABLE ROW LEVEL SECURITY;
CREATE POLICY logging_append_reads ON app.logging FOR INSERT TO app_api WITH CHECK (((action)::smallint = 0));
CREATE POLICY logging_mark ON app.logging FOR UPDATE TO app_sync USING (true) WITH CHECK (true);
CREATE POLICY logging_read ON app.logging FOR SELECT TO app_api, app_sync USING (true);
COMMENT ON TABLE app.logging IS 'Append-only change log: one row per changed record, written by triggers in the writer''s transaction.';
COMMENT ON COLUMN app.logging.action IS '0 READ, 1 CREATE, 2 UPDATE, 3 DELETE, 4 SHARE, 5 UNSHARE. A TRUNCATE is one row: 3 with the nil UUID.';
COMMENT ON COLUMN app.logging.version IS 'Version of the record after the change; for a DELETE the version that nothing older may overtake.';
COMMENT ON COLUMN app.logging.subject_person_id IS 'SHARE and UNSHARE: the person whose access changed.';
COMMENT ON COLUMN app.logging.xid IS 'Transaction of the change; with a snapshot it says exactly which rows became visible.';
GRANT INSERT, SELECT ON app.logging TO app_api;
GRANT SELECT, UPDATE (sync_status, sync_processed_ts) ON app.logging TO app_sync;

CREATE TABLE app.logging_default (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person_id uuid,
  fname character varying(100),
  lname character varying(100),
  username character varying(255),
  person_type character varying(50),
  session_user_name text NOT NULL DEFAULT SESSION_USER,
  api_endpoint character varying(500),
  http_method character varying(10),
  user_agent text,
  ip inet,
  request_id text,
  entity_code character varying(100) NOT NULL,
  entity_id uuid NOT NULL,
  action app.log_action NOT NULL,
  version bigint,
  subject_person_id uuid,
  entity_from_version jsonb,
  entity_to_version jsonb,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  sync_status character varying(20) DEFAULT 'pending'::character varying,
  sync_processed_ts timestamp with time zone,
  CONSTRAINT logging_default_pkey PRIMARY KEY (xid, id, created_ts)
) -- partition DEFAULT;
CREATE INDEX logging_default_created_ts_idx ON app.logging_default USING btree (created_ts) WHERE (((sync_status)::text = 'pending'::text) AND ((action)::smallint <> 0));
CREATE INDEX logging_default_entity_id_version_idx ON app.logging_default USING btree (entity_id, version);

CREATE TABLE app.migration (
  id integer NOT NULL DEFAULT nextval('app.migration_id_seq'::regclass),
  name character varying(255) NOT NULL,
  run_on timestamp without time zone NOT NULL,
  CONSTRAINT migration_pkey PRIMARY KEY (id)
);

CREATE TABLE app.milestone (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  owner_id uuid,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'planned'::character varying,
  due_on date NOT NULL,
  reached_on date,
  progress numeric(5,2) NOT NULL DEFAULT 0,
  billing_amount numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  acceptance text,
  CONSTRAINT milestone_pkey PRIMARY KEY (id),
  CONSTRAINT milestone_acceptance_length CHECK (char_length(acceptance) <= 20000),
  CONSTRAINT milestone_billing_amount_range CHECK (billing_amount >= 0::numeric),
  CONSTRAINT milestone_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT milestone_due_on_range CHECK (due_on >= '0001-01-01'::date AND due_on <= '9999-12-31'::date),
  CONSTRAINT milestone_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT milestone_progress_range CHECK (progress >= 0::numeric AND progress <= 100::numeric),
  CONSTRAINT milestone_reached_on_range CHECK (reached_on >= '0001-01-01'::date AND reached_on <= '9999-12-31'::date),
  CONSTRAINT milestone_status_choice CHECK (status::text = ANY (ARRAY['planned'::character varying, 'in_progress'::character varying, 'reached'::character varying, 'missed'::character varying]::text[])),
  CONSTRAINT milestone_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT milestone_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX milestone_created_ts_idx ON app.milestone USING btree (created_ts, id);
CREATE INDEX milestone_due_on_idx ON app.milestone USING btree (due_on, id);
CREATE INDEX milestone_name_idx ON app.milestone USING btree (name, id);
CREATE INDEX milestone_owner_id_idx ON app.milestone USING btree (owner_id, id);
CREATE INDEX milestone_progress_idx ON app.milestone USING btree (progress, id);
CREATE INDEX milestone_project_id_idx ON app.milestone USING btree (project_id, id);
CREATE INDEX milestone_status_idx ON app.milestone USING btree (status, id);
CREATE INDEX milestone_updated_minute_idx ON app.milestone USING btree (updated_minute);
ALTER TABLE app.milestone ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.milestone FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.milestone FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('milestone'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.milestone FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('milestone'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.milestone FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('milestone'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.milestone FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('milestone'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('milestone'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.milestone FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_milestone_delete AFTER DELETE ON app.milestone REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_milestone();
CREATE TRIGGER log_milestone_insert AFTER INSERT ON app.milestone REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_milestone();
CREATE TRIGGER log_milestone_truncate BEFORE TRUNCATE ON app.milestone FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_milestone();
CREATE TRIGGER log_milestone_update AFTER UPDATE ON app.milestone REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_milestone();
CREATE TRIGGER version_milestone_insert BEFORE INSERT ON app.milestone FOR EACH ROW EXECUTE FUNCTION app.version_insert_milestone();
CREATE TRIGGER version_milestone_update BEFORE UPDATE ON app.milestone FOR EACH ROW EXECUTE FUNCTION app.version_update_milestone();
COMMENT ON TABLE app.milestone IS 'Milestones';
COMMENT ON COLUMN app.milestone.billing_amount IS 'What the customer is invoiced when it is reached.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.milestone TO app_api;

CREATE TABLE app.office (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(120) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'branch'::character varying,
  street character varying(160) COLLATE "C",
  postal_code character varying(20) COLLATE "C",
  city character varying(100) COLLATE "C" NOT NULL,
  country character varying(80) COLLATE "C" NOT NULL,
  time_zone character varying(60) COLLATE "C" NOT NULL DEFAULT 'Europe/Berlin'::character varying,
  phone character varying(40) COLLATE "C",
  capacity integer,
  opened_on date,
  is_active boolean NOT NULL DEFAULT true,
  CONSTRAINT office_pkey PRIMARY KEY (id),
  CONSTRAINT office_capacity_range CHECK (capacity >= 0 AND capacity <= 100000),
  CONSTRAINT office_city_not_blank CHECK (btrim(city::text) <> ''::text),
  CONSTRAINT office_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT office_country_not_blank CHECK (btrim(country::text) <> ''::text),
  CONSTRAINT office_kind_choice CHECK (kind::text = ANY (ARRAY['headquarters'::character varying, 'branch'::character varying, 'warehouse'::character varying, 'coworking'::character varying]::text[])),
  CONSTRAINT office_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT office_opened_on_range CHECK (opened_on >= '0001-01-01'::date AND opened_on <= '9999-12-31'::date),
  CONSTRAINT office_phone_format CHECK (phone::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT office_time_zone_not_blank CHECK (btrim(time_zone::text) <> ''::text)
) WITH (fillfactor=85);
CREATE INDEX office_capacity_idx ON app.office USING btree (capacity, id);
CREATE INDEX office_city_idx ON app.office USING btree (city, id);
CREATE UNIQUE INDEX office_code_key ON app.office USING btree (code);
CREATE INDEX office_country_idx ON app.office USING btree (country, id);
CREATE INDEX office_created_ts_idx ON app.office USING btree (created_ts, id);
CREATE INDEX office_is_active_idx ON app.office USING btree (is_active, id);
CREATE INDEX office_kind_idx ON app.office USING btree (kind, id);
CREATE INDEX office_name_idx ON app.office USING btree (name, id);
CREATE INDEX office_updated_minute_idx ON app.office USING btree (updated_minute);
ALTER TABLE app.office ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.office FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.office FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('office'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.office FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('office'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.office FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.office FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('office'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('office'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.office FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_office_delete AFTER DELETE ON app.office REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_office();
CREATE TRIGGER log_office_insert AFTER INSERT ON app.office REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_office();
CREATE TRIGGER log_office_truncate BEFORE TRUNCATE ON app.office FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_office();
CREATE TRIGGER log_office_update AFTER UPDATE ON app.office REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_office();
CREATE TRIGGER version_office_insert BEFORE INSERT ON app.office FOR EACH ROW EXECUTE FUNCTION app.version_insert_office();
CREATE TRIGGER version_office_update BEFORE UPDATE ON app.office FOR EACH ROW EXECUTE FUNCTION app.version_update_office();
COMMENT ON TABLE app.office IS 'Offices';
COMMENT ON COLUMN app.office.time_zone IS 'IANA name, such as Europe/Berlin.';
COMMENT ON COLUMN app.office.capacity IS 'Desks, or storage places in a warehouse.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.office TO app_api;

CREATE TABLE app.opportunity (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contact_id uuid,
  owner_id uuid NOT NULL,
  stage character varying(40) COLLATE "C" NOT NULL DEFAULT 'lead'::character varying,
  source character varying(40) COLLATE "C" NOT NULL DEFAULT 'referral'::character varying,
  amount numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  probability numeric(5,2) NOT NULL DEFAULT 10,
  expected_on date,
  closed_on date,
  lost_reason character varying(200) COLLATE "C",
  next_step character varying(200) COLLATE "C",
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT opportunity_pkey PRIMARY KEY (id),
  CONSTRAINT opportunity_amount_range CHECK (amount >= 0::numeric),
  CONSTRAINT opportunity_closed_on_range CHECK (closed_on >= '0001-01-01'::date AND closed_on <= '9999-12-31'::date),
  CONSTRAINT opportunity_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT opportunity_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT opportunity_expected_on_range CHECK (expected_on >= '0001-01-01'::date AND expected_on <= '9999-12-31'::date),
  CONSTRAINT opportunity_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT opportunity_probability_range CHECK (probability >= 0::numeric AND probability <= 100::numeric),
  CONSTRAINT opportunity_source_choice CHECK (source::text = ANY (ARRAY['website'::character varying, 'referral'::character varying, 'event'::character varying, 'partner'::character varying, 'outbound'::character varying]::text[])),
  CONSTRAINT opportunity_stage_choice CHECK (stage::text = ANY (ARRAY['lead'::character varying, 'qualified'::character varying, 'proposal'::character varying, 'negotiation'::character varying, 'won'::character varying, 'lost'::character varying]::text[])),
  CONSTRAINT opportunity_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT opportunity_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact(id) ON DELETE SET NULL,
  CONSTRAINT opportunity_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT opportunity_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX opportunity_amount_idx ON app.opportunity USING btree (amount, id);
CREATE INDEX opportunity_contact_id_idx ON app.opportunity USING btree (contact_id, id);
CREATE INDEX opportunity_created_ts_idx ON app.opportunity USING btree (created_ts, id);
CREATE INDEX opportunity_customer_id_idx ON app.opportunity USING btree (customer_id, id);
CREATE INDEX opportunity_expected_on_idx ON app.opportunity USING btree (expected_on, id);
CREATE INDEX opportunity_name_idx ON app.opportunity USING btree (name, id);
CREATE INDEX opportunity_owner_id_idx ON app.opportunity USING btree (owner_id, id);
CREATE INDEX opportunity_probability_idx ON app.opportunity USING btree (probability, id);
CREATE INDEX opportunity_source_idx ON app.opportunity USING btree (source, id);
CREATE INDEX opportunity_stage_idx ON app.opportunity USING btree (stage, id);
CREATE INDEX opportunity_tags_idx ON app.opportunity USING gin (tags);
CREATE INDEX opportunity_updated_minute_idx ON app.opportunity USING btree (updated_minute);
ALTER TABLE app.opportunity ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.opportunity FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.opportunity FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('opportunity'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.opportunity FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('opportunity'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.opportunity FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (owner_id = ANY (( SELECT app.reachable_employees(false) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('opportunity'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.opportunity FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('opportunity'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('opportunity'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.opportunity FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_opportunity_delete AFTER DELETE ON app.opportunity REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_opportunity();
CREATE TRIGGER log_opportunity_insert AFTER INSERT ON app.opportunity REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_opportunity();
CREATE TRIGGER log_opportunity_truncate BEFORE TRUNCATE ON app.opportunity FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_opportunity();
CREATE TRIGGER log_opportunity_update AFTER UPDATE ON app.opportunity REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_opportunity();
CREATE TRIGGER version_opportunity_insert BEFORE INSERT ON app.opportunity FOR EACH ROW EXECUTE FUNCTION app.version_insert_opportunity();
CREATE TRIGGER version_opportunity_update BEFORE UPDATE ON app.opportunity FOR EACH ROW EXECUTE FUNCTION app.version_update_opportunity();
COMMENT ON TABLE app.opportunity IS 'Opportunities';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.opportunity TO app_api;

CREATE TABLE app.payment (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  direction character varying(40) COLLATE "C" NOT NULL DEFAULT 'incoming'::character varying,
  invoice_id uuid,
  purchase_order_id uuid,
  recorded_by_id uuid NOT NULL,
  method character varying(40) COLLATE "C" NOT NULL DEFAULT 'bank_transfer'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'pending'::character varying,
  paid_on date NOT NULL,
  settled_on date,
  amount numeric(14,2) NOT NULL,
  fee numeric(14,2) NOT NULL DEFAULT 0,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  bank_reference character varying(140) COLLATE "C",
  account_iban character varying(34) COLLATE "C",
  notes text,
  CONSTRAINT payment_pkey PRIMARY KEY (id),
  CONSTRAINT payment_amount_range CHECK (amount >= 0::numeric),
  CONSTRAINT payment_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT payment_direction_choice CHECK (direction::text = ANY (ARRAY['incoming'::character varying, 'outgoing'::character varying]::text[])),
  CONSTRAINT payment_fee_range CHECK (fee >= 0::numeric),
  CONSTRAINT payment_method_choice CHECK (method::text = ANY (ARRAY['bank_transfer'::character varying, 'card'::character varying, 'direct_debit'::character varying, 'cash'::character varying, 'cheque'::character varying]::text[])),
  CONSTRAINT payment_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT payment_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT payment_paid_on_range CHECK (paid_on >= '0001-01-01'::date AND paid_on <= '9999-12-31'::date),
  CONSTRAINT payment_settled_on_order CHECK (paid_on <= settled_on),
  CONSTRAINT payment_settled_on_range CHECK (settled_on >= '0001-01-01'::date AND settled_on <= '9999-12-31'::date),
  CONSTRAINT payment_status_choice CHECK (status::text = ANY (ARRAY['pending'::character varying, 'settled'::character varying, 'failed'::character varying, 'refunded'::character varying]::text[])),
  CONSTRAINT payment_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES app.invoice(id) ON DELETE RESTRICT,
  CONSTRAINT payment_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES app.purchase_order(id) ON DELETE RESTRICT,
  CONSTRAINT payment_recorded_by_id_fkey FOREIGN KEY (recorded_by_id) REFERENCES app.employee(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX payment_amount_idx ON app.payment USING btree (amount, id);
CREATE INDEX payment_created_ts_idx ON app.payment USING btree (created_ts, id);
CREATE INDEX payment_direction_idx ON app.payment USING btree (direction, id);
CREATE INDEX payment_invoice_id_idx ON app.payment USING btree (invoice_id, id);
CREATE INDEX payment_method_idx ON app.payment USING btree (method, id);
CREATE UNIQUE INDEX payment_number_key ON app.payment USING btree (number);
CREATE INDEX payment_paid_on_idx ON app.payment USING btree (paid_on, id);
CREATE INDEX payment_purchase_order_id_idx ON app.payment USING btree (purchase_order_id, id);
CREATE INDEX payment_recorded_by_id_idx ON app.payment USING btree (recorded_by_id, id);
CREATE INDEX payment_status_idx ON app.payment USING btree (status, id);
CREATE INDEX payment_updated_minute_idx ON app.payment USING btree (updated_minute);
ALTER TABLE app.payment ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.payment FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.payment FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('payment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.payment FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('payment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.payment FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (recorded_by_id = ANY (( SELECT app.reachable_employees(false, true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('payment'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.payment FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('payment'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('payment'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.payment FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_payment_delete AFTER DELETE ON app.payment REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_payment();
CREATE TRIGGER log_payment_insert AFTER INSERT ON app.payment REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_payment();
CREATE TRIGGER log_payment_truncate BEFORE TRUNCATE ON app.payment FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_payment();
CREATE TRIGGER log_payment_update AFTER UPDATE ON app.payment REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_payment();
CREATE TRIGGER version_payment_insert BEFORE INSERT ON app.payment FOR EACH ROW EXECUTE FUNCTION app.version_insert_payment();
CREATE TRIGGER version_payment_update BEFORE UPDATE ON app.payment FOR EACH ROW EXECUTE FUNCTION app.version_update_payment();
COMMENT ON TABLE app.payment IS 'Payments';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.payment TO app_api;

CREATE TABLE app.person (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  username character varying(255) NOT NULL,
  fname character varying(100) NOT NULL,
  lname character varying(100) NOT NULL,
  person_type character varying(50) NOT NULL,
  employee_id uuid,
  password_hash text,
  active boolean NOT NULL DEFAULT true,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT person_pkey PRIMARY KEY (id),
  CONSTRAINT person_username_key UNIQUE (username),
  CONSTRAINT person_person_type_check CHECK (person_type::text = ANY (ARRAY['admin'::character varying, 'manager'::character varying, 'member'::character varying, 'viewer'::character varying]::text[])),
  CONSTRAINT person_username_check CHECK (username::text ~ '^[a-z0-9][a-z0-9._@-]*$'::text),
  CONSTRAINT person_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee(id) ON DELETE SET NULL
);
CREATE INDEX person_employee_id_idx ON app.person USING btree (employee_id);
CREATE TRIGGER access_person_update AFTER UPDATE OF employee_id ON app.person FOR EACH ROW WHEN ((old.employee_id IS DISTINCT FROM new.employee_id)) EXECUTE FUNCTION app.on_person_employee_change();
CREATE TRIGGER standing_person_delete AFTER DELETE ON app.person FOR EACH ROW EXECUTE FUNCTION app.on_person_change();
CREATE TRIGGER standing_person_update AFTER UPDATE OF person_type, active ON app.person FOR EACH ROW WHEN ((((old.person_type)::text IS DISTINCT FROM (new.person_type)::text) OR (old.active IS DISTINCT FROM new.active))) EXECUTE FUNCTION app.on_person_change();
COMMENT ON TABLE app.person IS 'People who sign in, with their role (person_type).';
COMMENT ON COLUMN app.person.password_hash IS 'argon2id in PHC form; NULL where the person signs in by OIDC only.';
GRANT SELECT (id, username, fname, lname, person_type, employee_id, active, created_ts) ON app.person TO app_api;
GRANT SELECT (id, username, fname, lname, person_type, employee_id, active, created_ts) ON app.person TO app_sync;

CREATE TABLE app.pod (
  pod_id text NOT NULL,
  started_ts timestamp with time zone NOT NULL DEFAULT now(),
  heartbeat_ts timestamp with time zone NOT NULL DEFAULT now(),
  snapshot text,
  CONSTRAINT pod_pkey PRIMARY KEY (pod_id)
);
COMMENT ON COLUMN app.pod.snapshot IS 'Snapshot token up to which the pod has delivered.';
GRANT SELECT ON app.pod TO app_api;
GRANT DELETE, INSERT, SELECT, UPDATE ON app.pod TO app_sync;

CREATE TABLE app.position (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(120) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  department_id uuid NOT NULL,
  level character varying(40) COLLATE "C" NOT NULL DEFAULT 'professional'::character varying,
  salary_min numeric(14,2),
  salary_max numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  openings integer NOT NULL DEFAULT 0,
  is_remote boolean NOT NULL DEFAULT false,
  description text,
  CONSTRAINT position_pkey PRIMARY KEY (id),
  CONSTRAINT position_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT position_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT position_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT position_level_choice CHECK (level::text = ANY (ARRAY['junior'::character varying, 'professional'::character varying, 'senior'::character varying, 'lead'::character varying, 'executive'::character varying]::text[])),
  CONSTRAINT position_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT position_openings_range CHECK (openings >= 0 AND openings <= 1000),
  CONSTRAINT position_salary_max_order CHECK (salary_min <= salary_max),
  CONSTRAINT position_salary_max_range CHECK (salary_max >= 0::numeric),
  CONSTRAINT position_salary_min_range CHECK (salary_min >= 0::numeric),
  CONSTRAINT position_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE UNIQUE INDEX position_code_key ON app."position" USING btree (code);
CREATE INDEX position_created_ts_idx ON app."position" USING btree (created_ts, id);
CREATE INDEX position_department_id_idx ON app."position" USING btree (department_id, id);
CREATE INDEX position_is_remote_idx ON app."position" USING btree (is_remote, id);
CREATE INDEX position_level_idx ON app."position" USING btree (level, id);
CREATE INDEX position_name_idx ON app."position" USING btree (name, id);
CREATE INDEX position_openings_idx ON app."position" USING btree (openings, id);
CREATE INDEX position_salary_max_idx ON app."position" USING btree (salary_max, id);
CREATE INDEX position_updated_minute_idx ON app."position" USING btree (updated_minute);
ALTER TABLE app.position ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.position FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app."position" FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('position'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app."position" FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('position'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app."position" FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app."position" FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('position'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('position'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app."position" FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_position_delete AFTER DELETE ON app."position" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_position();
CREATE TRIGGER log_position_insert AFTER INSERT ON app."position" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_position();
CREATE TRIGGER log_position_truncate BEFORE TRUNCATE ON app."position" FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_position();
CREATE TRIGGER log_position_update AFTER UPDATE ON app."position" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_position();
CREATE TRIGGER version_position_insert BEFORE INSERT ON app."position" FOR EACH ROW EXECUTE FUNCTION app.version_insert_position();
CREATE TRIGGER version_position_update BEFORE UPDATE ON app."position" FOR EACH ROW EXECUTE FUNCTION app.version_update_position();
COMMENT ON TABLE app.position IS 'Positions';
COMMENT ON COLUMN app.position.salary_min IS 'Gross per year.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app."position" TO app_api;

CREATE TABLE app.product (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  sku character varying(40) COLLATE "C" NOT NULL,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'good'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'concept'::character varying,
  category character varying(80) COLLATE "C",
  vendor_id uuid,
  price numeric(14,2) NOT NULL,
  cost numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  tax_rate numeric(5,2) NOT NULL DEFAULT 19,
  unit character varying(40) COLLATE "C" NOT NULL DEFAULT 'piece'::character varying,
  weight_kg numeric(14,3),
  launched_on date,
  website character varying(2000) COLLATE "C",
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT product_pkey PRIMARY KEY (id),
  CONSTRAINT product_cost_range CHECK (cost >= 0::numeric),
  CONSTRAINT product_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT product_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT product_kind_choice CHECK (kind::text = ANY (ARRAY['good'::character varying, 'service'::character varying, 'license'::character varying, 'subscription'::character varying]::text[])),
  CONSTRAINT product_launched_on_range CHECK (launched_on >= '0001-01-01'::date AND launched_on <= '9999-12-31'::date),
  CONSTRAINT product_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT product_price_range CHECK (price >= 0::numeric),
  CONSTRAINT product_sku_not_blank CHECK (btrim(sku::text) <> ''::text),
  CONSTRAINT product_status_choice CHECK (status::text = ANY (ARRAY['concept'::character varying, 'available'::character varying, 'discontinued'::character varying]::text[])),
  CONSTRAINT product_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT product_tax_rate_range CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  CONSTRAINT product_unit_choice CHECK (unit::text = ANY (ARRAY['piece'::character varying, 'hour'::character varying, 'day'::character varying, 'month'::character varying, 'kilogram'::character varying, 'meter'::character varying]::text[])),
  CONSTRAINT product_website_format CHECK (website::text ~ '^https?://'::text),
  CONSTRAINT product_weight_kg_range CHECK (weight_kg >= 0::numeric AND weight_kg <= 100000::numeric),
  CONSTRAINT product_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX product_category_idx ON app.product USING btree (category, id);
CREATE INDEX product_created_ts_idx ON app.product USING btree (created_ts, id);
CREATE INDEX product_kind_idx ON app.product USING btree (kind, id);
CREATE INDEX product_launched_on_idx ON app.product USING btree (launched_on, id);
CREATE INDEX product_name_idx ON app.product USING btree (name, id);
CREATE INDEX product_price_idx ON app.product USING btree (price, id);
CREATE UNIQUE INDEX product_sku_key ON app.product USING btree (sku);
CREATE INDEX product_status_idx ON app.product USING btree (status, id);
CREATE INDEX product_tags_idx ON app.product USING gin (tags);
CREATE INDEX product_updated_minute_idx ON app.product USING btree (updated_minute);
CREATE INDEX product_vendor_id_idx ON app.product USING btree (vendor_id, id);
ALTER TABLE app.product ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.product FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.product FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('product'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.product FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('product'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.product FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.product FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('product'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('product'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.product FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_product_delete AFTER DELETE ON app.product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_product();
CREATE TRIGGER log_product_insert AFTER INSERT ON app.product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_product();
CREATE TRIGGER log_product_truncate BEFORE TRUNCATE ON app.product FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_product();
CREATE TRIGGER log_product_update AFTER UPDATE ON app.product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_product();
CREATE TRIGGER version_product_insert BEFORE INSERT ON app.product FOR EACH ROW EXECUTE FUNCTION app.version_insert_product();
CREATE TRIGGER version_product_update BEFORE UPDATE ON app.product FOR EACH ROW EXECUTE FUNCTION app.version_update_product();
COMMENT ON TABLE app.product IS 'Products';
COMMENT ON COLUMN app.product.cost IS 'What we pay for one unit.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.product TO app_api;

CREATE TABLE app.project (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'planned'::character varying,
  priority character varying(40) COLLATE "C" NOT NULL DEFAULT 'normal'::character varying,
  health character varying(40) COLLATE "C" NOT NULL DEFAULT 'on_track'::character varying,
  customer_id uuid,
  manager_id uuid,
  department_id uuid,
  start_on date,
  due_on date,
  budget numeric(14,2),
  spent numeric(14,2) NOT NULL DEFAULT 0,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  progress numeric(5,2) NOT NULL DEFAULT 0,
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT project_pkey PRIMARY KEY (id),
  CONSTRAINT project_budget_range CHECK (budget >= 0::numeric),
  CONSTRAINT project_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT project_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT project_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT project_due_on_order CHECK (start_on <= due_on),
  CONSTRAINT project_due_on_range CHECK (due_on >= '0001-01-01'::date AND due_on <= '9999-12-31'::date),
  CONSTRAINT project_health_choice CHECK (health::text = ANY (ARRAY['on_track'::character varying, 'at_risk'::character varying, 'off_track'::character varying]::text[])),
  CONSTRAINT project_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT project_priority_choice CHECK (priority::text = ANY (ARRAY['low'::character varying, 'normal'::character varying, 'high'::character varying, 'critical'::character varying]::text[])),
  CONSTRAINT project_progress_range CHECK (progress >= 0::numeric AND progress <= 100::numeric),
  CONSTRAINT project_spent_range CHECK (spent >= 0::numeric),
  CONSTRAINT project_start_on_range CHECK (start_on >= '0001-01-01'::date AND start_on <= '9999-12-31'::date),
  CONSTRAINT project_status_choice CHECK (status::text = ANY (ARRAY['planned'::character varying, 'active'::character varying, 'on_hold'::character varying, 'completed'::character varying, 'cancelled'::character varying]::text[])),
  CONSTRAINT project_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT project_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT project_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT,
  CONSTRAINT project_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX project_budget_idx ON app.project USING btree (budget, id);
CREATE UNIQUE INDEX project_code_key ON app.project USING btree (code);
CREATE INDEX project_created_ts_idx ON app.project USING btree (created_ts, id);
CREATE INDEX project_customer_id_idx ON app.project USING btree (customer_id, id);
CREATE INDEX project_department_id_idx ON app.project USING btree (department_id, id);
CREATE INDEX project_due_on_idx ON app.project USING btree (due_on, id);
CREATE INDEX project_health_idx ON app.project USING btree (health, id);
CREATE INDEX project_manager_id_idx ON app.project USING btree (manager_id, id);
CREATE INDEX project_name_idx ON app.project USING btree (name, id);
CREATE INDEX project_priority_idx ON app.project USING btree (priority, id);
CREATE INDEX project_progress_idx ON app.project USING btree (progress, id);
CREATE INDEX project_start_on_idx ON app.project USING btree (start_on, id);
CREATE INDEX project_status_idx ON app.project USING btree (status, id);
CREATE INDEX project_tags_idx ON app.project USING gin (tags);
CREATE INDEX project_updated_minute_idx ON app.project USING btree (updated_minute);
ALTER TABLE app.project ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.project FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.project FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('project'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.project FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('project'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.project FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('project'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.project FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('project'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('project'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.project FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_project_delete AFTER DELETE ON app.project REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_project();
CREATE TRIGGER log_project_insert AFTER INSERT ON app.project REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_project();
CREATE TRIGGER log_project_truncate BEFORE TRUNCATE ON app.project FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_project();
CREATE TRIGGER log_project_update AFTER UPDATE ON app.project REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_project();
CREATE TRIGGER version_project_insert BEFORE INSERT ON app.project FOR EACH ROW EXECUTE FUNCTION app.version_insert_project();
CREATE TRIGGER version_project_update BEFORE UPDATE ON app.project FOR EACH ROW EXECUTE FUNCTION app.version_update_project();
COMMENT ON TABLE app.project IS 'Projects';
COMMENT ON COLUMN app.project.code IS 'Short and unique, as on invoices: APO-24.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.project TO app_api;

CREATE TABLE app.project_member (
  project_id uuid NOT NULL,
  person_id uuid NOT NULL,
  can_write boolean NOT NULL DEFAULT true,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT project_member_pkey PRIMARY KEY (project_id, person_id),
  CONSTRAINT project_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person(id) ON DELETE CASCADE,
  CONSTRAINT project_member_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
);
CREATE INDEX project_member_person_idx ON app.project_member USING btree (person_id, project_id);
ALTER TABLE app.project_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_read ON app.project_member FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (person_id = ( SELECT app.current_person() AS current_person)) OR (project_id = ANY (( SELECT app.reachable_projects() AS reachable_projects)::uuid[]))));
CREATE POLICY api_write ON app.project_member FOR ALL TO app_api USING (( SELECT app.writes_all() AS writes_all)) WITH CHECK (( SELECT app.writes_all() AS writes_all));
CREATE POLICY sync_read ON app.project_member FOR SELECT TO app_sync USING (true);
CREATE TRIGGER log_project_member_delete AFTER DELETE ON app.project_member REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_delete();
CREATE TRIGGER log_project_member_insert AFTER INSERT ON app.project_member REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_insert();
CREATE TRIGGER log_project_member_truncate BEFORE TRUNCATE ON app.project_member FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_truncate();
CREATE TRIGGER log_project_member_update AFTER UPDATE ON app.project_member REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_project_member_update();
COMMENT ON TABLE app.project_member IS 'Members of a project read, and where can_write also write, the project and what belongs to it.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.project_member TO app_api;
GRANT SELECT ON app.project_member TO app_sync;

CREATE TABLE app.purchase_order (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  subject character varying(200) COLLATE "C" NOT NULL,
  vendor_id uuid NOT NULL,
  requester_id uuid NOT NULL,
  department_id uuid,
  project_id uuid,
  office_id uuid,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  ordered_on date,
  expected_on date,
  received_on date,
  net_amount numeric(14,2) NOT NULL,
  tax_rate numeric(5,2) NOT NULL DEFAULT 19,
  total_amount numeric(14,2) NOT NULL,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  notes text,
  CONSTRAINT purchase_order_pkey PRIMARY KEY (id),
  CONSTRAINT purchase_order_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT purchase_order_expected_on_order CHECK (ordered_on <= expected_on),
  CONSTRAINT purchase_order_expected_on_range CHECK (expected_on >= '0001-01-01'::date AND expected_on <= '9999-12-31'::date),
  CONSTRAINT purchase_order_net_amount_range CHECK (net_amount >= 0::numeric),
  CONSTRAINT purchase_order_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT purchase_order_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT purchase_order_ordered_on_range CHECK (ordered_on >= '0001-01-01'::date AND ordered_on <= '9999-12-31'::date),
  CONSTRAINT purchase_order_received_on_order CHECK (ordered_on <= received_on),
  CONSTRAINT purchase_order_received_on_range CHECK (received_on >= '0001-01-01'::date AND received_on <= '9999-12-31'::date),
  CONSTRAINT purchase_order_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'approved'::character varying, 'ordered'::character varying, 'partly_received'::character varying, 'received'::character varying, 'cancelled'::character varying]::text[])),
  CONSTRAINT purchase_order_subject_not_blank CHECK (btrim(subject::text) <> ''::text),
  CONSTRAINT purchase_order_tax_rate_range CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  CONSTRAINT purchase_order_total_amount_range CHECK (total_amount >= 0::numeric),
  CONSTRAINT purchase_order_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_office_id_fkey FOREIGN KEY (office_id) REFERENCES app.office(id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE SET NULL,
  CONSTRAINT purchase_order_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT purchase_order_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES app.vendor(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX purchase_order_created_ts_idx ON app.purchase_order USING btree (created_ts, id);
CREATE INDEX purchase_order_department_id_idx ON app.purchase_order USING btree (department_id, id);
CREATE INDEX purchase_order_expected_on_idx ON app.purchase_order USING btree (expected_on, id);
CREATE UNIQUE INDEX purchase_order_number_key ON app.purchase_order USING btree (number);
CREATE INDEX purchase_order_office_id_idx ON app.purchase_order USING btree (office_id, id);
CREATE INDEX purchase_order_ordered_on_idx ON app.purchase_order USING btree (ordered_on, id);
CREATE INDEX purchase_order_project_id_idx ON app.purchase_order USING btree (project_id, id);
CREATE INDEX purchase_order_requester_id_idx ON app.purchase_order USING btree (requester_id, id);
CREATE INDEX purchase_order_status_idx ON app.purchase_order USING btree (status, id);
CREATE INDEX purchase_order_subject_idx ON app.purchase_order USING btree (subject, id);
CREATE INDEX purchase_order_total_amount_idx ON app.purchase_order USING btree (total_amount, id);
CREATE INDEX purchase_order_updated_minute_idx ON app.purchase_order USING btree (updated_minute);
CREATE INDEX purchase_order_vendor_id_idx ON app.purchase_order USING btree (vendor_id, id);
ALTER TABLE app.purchase_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.purchase_order FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.purchase_order FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('purchase_order'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.purchase_order FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('purchase_order'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.purchase_order FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (requester_id = ANY (( SELECT app.reachable_employees(false, true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('purchase_order'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.purchase_order FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('purchase_order'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('purchase_order'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.purchase_order FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_purchase_order_delete AFTER DELETE ON app.purchase_order REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_purchase_order();
CREATE TRIGGER log_purchase_order_insert AFTER INSERT ON app.purchase_order REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_purchase_order();
CREATE TRIGGER log_purchase_order_truncate BEFORE TRUNCATE ON app.purchase_order FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_purchase_order();
CREATE TRIGGER log_purchase_order_update AFTER UPDATE ON app.purchase_order REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_purchase_order();
CREATE TRIGGER version_purchase_order_insert BEFORE INSERT ON app.purchase_order FOR EACH ROW EXECUTE FUNCTION app.version_insert_purchase_order();
CREATE TRIGGER version_purchase_order_update BEFORE UPDATE ON app.purchase_order FOR EACH ROW EXECUTE FUNCTION app.version_update_purchase_order();
COMMENT ON TABLE app.purchase_order IS 'Purchase orders';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.purchase_order TO app_api;

CREATE TABLE app.quote (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  subject character varying(200) COLLATE "C" NOT NULL,
  customer_id uuid NOT NULL,
  contact_id uuid,
  opportunity_id uuid,
  owner_id uuid NOT NULL,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  issued_on date,
  valid_until date,
  net_amount numeric(14,2) NOT NULL,
  discount numeric(5,2) NOT NULL DEFAULT 0,
  tax_rate numeric(5,2) NOT NULL DEFAULT 19,
  total_amount numeric(14,2) NOT NULL,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  terms text,
  CONSTRAINT quote_pkey PRIMARY KEY (id),
  CONSTRAINT quote_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT quote_discount_range CHECK (discount >= 0::numeric AND discount <= 100::numeric),
  CONSTRAINT quote_issued_on_range CHECK (issued_on >= '0001-01-01'::date AND issued_on <= '9999-12-31'::date),
  CONSTRAINT quote_net_amount_range CHECK (net_amount >= 0::numeric),
  CONSTRAINT quote_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT quote_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'sent'::character varying, 'accepted'::character varying, 'declined'::character varying, 'expired'::character varying]::text[])),
  CONSTRAINT quote_subject_not_blank CHECK (btrim(subject::text) <> ''::text),
  CONSTRAINT quote_tax_rate_range CHECK (tax_rate >= 0::numeric AND tax_rate <= 100::numeric),
  CONSTRAINT quote_terms_length CHECK (char_length(terms) <= 20000),
  CONSTRAINT quote_total_amount_range CHECK (total_amount >= 0::numeric),
  CONSTRAINT quote_valid_until_order CHECK (issued_on <= valid_until),
  CONSTRAINT quote_valid_until_range CHECK (valid_until >= '0001-01-01'::date AND valid_until <= '9999-12-31'::date),
  CONSTRAINT quote_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact(id) ON DELETE SET NULL,
  CONSTRAINT quote_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT quote_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES app.opportunity(id) ON DELETE SET NULL,
  CONSTRAINT quote_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE RESTRICT
) WITH (fillfactor=85);
CREATE INDEX quote_contact_id_idx ON app.quote USING btree (contact_id, id);
CREATE INDEX quote_created_ts_idx ON app.quote USING btree (created_ts, id);
CREATE INDEX quote_customer_id_idx ON app.quote USING btree (customer_id, id);
CREATE INDEX quote_issued_on_idx ON app.quote USING btree (issued_on, id);
CREATE UNIQUE INDEX quote_number_key ON app.quote USING btree (number);
CREATE INDEX quote_opportunity_id_idx ON app.quote USING btree (opportunity_id, id);
CREATE INDEX quote_owner_id_idx ON app.quote USING btree (owner_id, id);
CREATE INDEX quote_status_idx ON app.quote USING btree (status, id);
CREATE INDEX quote_subject_idx ON app.quote USING btree (subject, id);
CREATE INDEX quote_total_amount_idx ON app.quote USING btree (total_amount, id);
CREATE INDEX quote_updated_minute_idx ON app.quote USING btree (updated_minute);
CREATE INDEX quote_valid_until_idx ON app.quote USING btree (valid_until, id);
ALTER TABLE app.quote ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.quote FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.quote FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('quote'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.quote FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('quote'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.quote FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (owner_id = ANY (( SELECT app.reachable_employees(false) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('quote'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.quote FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('quote'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (owner_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('quote'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.quote FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_quote_delete AFTER DELETE ON app.quote REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_quote();
CREATE TRIGGER log_quote_insert AFTER INSERT ON app.quote REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_quote();
CREATE TRIGGER log_quote_truncate BEFORE TRUNCATE ON app.quote FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_quote();
CREATE TRIGGER log_quote_update AFTER UPDATE ON app.quote REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_quote();
CREATE TRIGGER version_quote_insert BEFORE INSERT ON app.quote FOR EACH ROW EXECUTE FUNCTION app.version_insert_quote();
CREATE TRIGGER version_quote_update BEFORE UPDATE ON app.quote FOR EACH ROW EXECUTE FUNCTION app.version_update_quote();
COMMENT ON TABLE app.quote IS 'Quotes';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.quote TO app_api;

CREATE TABLE app.record_share (
  entity_code text NOT NULL,
  entity_id uuid NOT NULL,
  person_id uuid NOT NULL,
  can_write boolean NOT NULL DEFAULT false,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT record_share_pkey PRIMARY KEY (entity_code, entity_id, person_id),
  CONSTRAINT record_share_entity_code_fkey FOREIGN KEY (entity_code) REFERENCES app.entity(entity_code),
  CONSTRAINT record_share_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person(id) ON DELETE CASCADE
);
CREATE INDEX record_share_person_idx ON app.record_share USING btree (person_id, entity_code, entity_id);
ALTER TABLE app.record_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_read ON app.record_share FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (person_id = ( SELECT app.current_person() AS current_person)) OR (EXISTS ( SELECT
   FROM app.can_write(( SELECT app.current_person() AS current_person), record_share.entity_code, ARRAY[record_share.entity_id]) can_write(can_write)))));
CREATE POLICY api_write ON app.record_share FOR ALL TO app_api USING ((EXISTS ( SELECT
   FROM app.can_write(( SELECT app.current_person() AS current_person), record_share.entity_code, ARRAY[record_share.entity_id]) can_write(can_write)))) WITH CHECK ((EXISTS ( SELECT
   FROM app.can_write(( SELECT app.current_person() AS current_person), record_share.entity_code, ARRAY[record_share.entity_id]) can_write(can_write))));
CREATE POLICY sync_read ON app.record_share FOR SELECT TO app_sync USING (true);
CREATE TRIGGER log_record_share_delete AFTER DELETE ON app.record_share REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_delete();
CREATE TRIGGER log_record_share_insert AFTER INSERT ON app.record_share REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_insert();
CREATE TRIGGER log_record_share_truncate BEFORE TRUNCATE ON app.record_share FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_truncate();
CREATE TRIGGER log_record_share_update AFTER UPDATE ON app.record_share REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_record_share_update();
COMMENT ON TABLE app.record_share IS 'One record opened to one person, whatever the entity''s access rule says.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.record_share TO app_api;
GRANT SELECT ON app.record_share TO app_sync;

CREATE TABLE app.revocation (
  id bigint NOT NULL,
  person_id uuid NOT NULL,
  session_id uuid,
  revoked_ts timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT revocation_pkey PRIMARY KEY (id)
);
CREATE INDEX revocation_person_idx ON app.revocation USING btree (person_id, revoked_ts);
CREATE INDEX revocation_revoked_idx ON app.revocation USING btree (revoked_ts);
COMMENT ON COLUMN app.revocation.session_id IS 'NULL: every session of the person whose token was issued before revoked_ts.';
GRANT INSERT, SELECT ON app.revocation TO app_api;
GRANT SELECT ON app.revocation TO app_sync;

CREATE TABLE app.risk (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  title character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  owner_id uuid,
  category character varying(40) COLLATE "C" NOT NULL DEFAULT 'technical'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'open'::character varying,
  likelihood integer NOT NULL,
  impact integer NOT NULL,
  response character varying(40) COLLATE "C" NOT NULL DEFAULT 'mitigate'::character varying,
  exposure numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  raised_on date NOT NULL,
  review_on date,
  mitigation text,
  CONSTRAINT risk_pkey PRIMARY KEY (id),
  CONSTRAINT risk_category_choice CHECK (category::text = ANY (ARRAY['technical'::character varying, 'schedule'::character varying, 'cost'::character varying, 'legal'::character varying, 'people'::character varying, 'external'::character varying]::text[])),
  CONSTRAINT risk_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT risk_exposure_range CHECK (exposure >= 0::numeric),
  CONSTRAINT risk_impact_range CHECK (impact >= 1 AND impact <= 5),
  CONSTRAINT risk_likelihood_range CHECK (likelihood >= 1 AND likelihood <= 5),
  CONSTRAINT risk_mitigation_length CHECK (char_length(mitigation) <= 20000),
  CONSTRAINT risk_raised_on_range CHECK (raised_on >= '0001-01-01'::date AND raised_on <= '9999-12-31'::date),
  CONSTRAINT risk_response_choice CHECK (response::text = ANY (ARRAY['avoid'::character varying, 'mitigate'::character varying, 'transfer'::character varying, 'accept'::character varying]::text[])),
  CONSTRAINT risk_review_on_order CHECK (raised_on <= review_on),
  CONSTRAINT risk_review_on_range CHECK (review_on >= '0001-01-01'::date AND review_on <= '9999-12-31'::date),
  CONSTRAINT risk_status_choice CHECK (status::text = ANY (ARRAY['open'::character varying, 'mitigated'::character varying, 'occurred'::character varying, 'closed'::character varying]::text[])),
  CONSTRAINT risk_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT risk_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT risk_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX risk_category_idx ON app.risk USING btree (category, id);
CREATE INDEX risk_created_ts_idx ON app.risk USING btree (created_ts, id);
CREATE INDEX risk_exposure_idx ON app.risk USING btree (exposure, id);
CREATE INDEX risk_impact_idx ON app.risk USING btree (impact, id);
CREATE INDEX risk_likelihood_idx ON app.risk USING btree (likelihood, id);
CREATE INDEX risk_owner_id_idx ON app.risk USING btree (owner_id, id);
CREATE INDEX risk_project_id_idx ON app.risk USING btree (project_id, id);
CREATE INDEX risk_review_on_idx ON app.risk USING btree (review_on, id);
CREATE INDEX risk_status_idx ON app.risk USING btree (status, id);
CREATE INDEX risk_title_idx ON app.risk USING btree (title, id);
CREATE INDEX risk_updated_minute_idx ON app.risk USING btree (updated_minute);
ALTER TABLE app.risk ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.risk FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.risk FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('risk'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.risk FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('risk'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.risk FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('risk'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.risk FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('risk'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('risk'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.risk FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_risk_delete AFTER DELETE ON app.risk REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_risk();
CREATE TRIGGER log_risk_insert AFTER INSERT ON app.risk REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_risk();
CREATE TRIGGER log_risk_truncate BEFORE TRUNCATE ON app.risk FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_risk();
CREATE TRIGGER log_risk_update AFTER UPDATE ON app.risk REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_risk();
CREATE TRIGGER version_risk_insert BEFORE INSERT ON app.risk FOR EACH ROW EXECUTE FUNCTION app.version_insert_risk();
CREATE TRIGGER version_risk_update BEFORE UPDATE ON app.risk FOR EACH ROW EXECUTE FUNCTION app.version_update_risk();
COMMENT ON TABLE app.risk IS 'Risks';
COMMENT ON COLUMN app.risk.likelihood IS 'From 1 (rare) to 5 (almost certain).';
COMMENT ON COLUMN app.risk.impact IS 'From 1 (negligible) to 5 (severe).';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.risk TO app_api;

CREATE TABLE app.rxdb_scope_subscription (
  user_id uuid NOT NULL,
  entity_code character varying(100) NOT NULL,
  scope jsonb NOT NULL,
  connection_id character varying(50) NOT NULL,
  subscribed_at timestamp with time zone NOT NULL DEFAULT now(),
  pod_id text NOT NULL,
  CONSTRAINT rxdb_scope_subscription_pkey PRIMARY KEY (connection_id, entity_code, scope)
);
CREATE INDEX rxdb_scope_subscription_pod_idx ON app.rxdb_scope_subscription USING btree (pod_id);
COMMENT ON TABLE app.rxdb_scope_subscription IS 'Mirror of subscriptions to all records whose fields equal the scope''s; {} is the whole entity.';
GRANT SELECT ON app.rxdb_scope_subscription TO app_api;
GRANT DELETE, INSERT, SELECT, UPDATE ON app.rxdb_scope_subscription TO app_sync;

CREATE TABLE app.rxdb_subscription (
  user_id uuid NOT NULL,
  entity_code character varying(100) NOT NULL,
  entity_id uuid NOT NULL,
  connection_id character varying(50) NOT NULL,
  subscribed_at timestamp with time zone NOT NULL DEFAULT now(),
  pod_id text NOT NULL,
  CONSTRAINT rxdb_subscription_pkey PRIMARY KEY (connection_id, entity_code, entity_id)
);
CREATE INDEX idx_rxdb_sub_entity ON app.rxdb_subscription USING btree (entity_code, entity_id);
CREATE INDEX idx_rxdb_sub_pod ON app.rxdb_subscription USING btree (pod_id);
COMMENT ON TABLE app.rxdb_subscription IS 'Mirror of subscriptions to single records. May be truncated at any time.';
GRANT SELECT ON app.rxdb_subscription TO app_api;
GRANT DELETE, INSERT, SELECT, UPDATE ON app.rxdb_subscription TO app_sync;

CREATE TABLE app.session (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL,
  refresh_hash text NOT NULL,
  previous_hash text,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  last_used_ts timestamp with time zone NOT NULL DEFAULT now(),
  expires_ts timestamp with time zone NOT NULL,
  revoked_ts timestamp with time zone,
  user_agent text,
  ip inet,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_refresh_hash_key UNIQUE (refresh_hash),
  CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES app.person(id) ON DELETE CASCADE
);
CREATE INDEX session_expires_idx ON app.session USING btree (expires_ts);
CREATE INDEX session_person_idx ON app.session USING btree (person_id) WHERE (revoked_ts IS NULL);
CREATE INDEX session_previous_hash_idx ON app.session USING btree (previous_hash) WHERE (previous_hash IS NOT NULL);
COMMENT ON TABLE app.session IS 'Sign-ins with their rotating refresh token, stored as SHA-256.';
COMMENT ON COLUMN app.session.previous_hash IS 'The token before the current one: whoever shows it again holds a copy, and the session is revoked.';
GRANT INSERT, SELECT, UPDATE ON app.session TO app_api;

CREATE TABLE app.skill (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(120) COLLATE "C" NOT NULL,
  category character varying(40) COLLATE "C" NOT NULL DEFAULT 'engineering'::character varying,
  owner_id uuid,
  demand character varying(40) COLLATE "C" NOT NULL DEFAULT 'normal'::character varying,
  requires_certificate boolean NOT NULL DEFAULT false,
  valid_months integer,
  training_url character varying(2000) COLLATE "C",
  training_cost numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT skill_pkey PRIMARY KEY (id),
  CONSTRAINT skill_category_choice CHECK (category::text = ANY (ARRAY['engineering'::character varying, 'design'::character varying, 'management'::character varying, 'language'::character varying, 'sales'::character varying, 'safety'::character varying]::text[])),
  CONSTRAINT skill_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT skill_demand_choice CHECK (demand::text = ANY (ARRAY['low'::character varying, 'normal'::character varying, 'high'::character varying]::text[])),
  CONSTRAINT skill_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT skill_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT skill_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT skill_training_cost_range CHECK (training_cost >= 0::numeric),
  CONSTRAINT skill_training_url_format CHECK (training_url::text ~ '^https?://'::text),
  CONSTRAINT skill_valid_months_range CHECK (valid_months >= 1 AND valid_months <= 120),
  CONSTRAINT skill_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX skill_category_idx ON app.skill USING btree (category, id);
CREATE INDEX skill_created_ts_idx ON app.skill USING btree (created_ts, id);
CREATE INDEX skill_demand_idx ON app.skill USING btree (demand, id);
CREATE UNIQUE INDEX skill_name_key ON app.skill USING btree (name);
CREATE INDEX skill_owner_id_idx ON app.skill USING btree (owner_id, id);
CREATE INDEX skill_requires_certificate_idx ON app.skill USING btree (requires_certificate, id);
CREATE INDEX skill_tags_idx ON app.skill USING gin (tags);
CREATE INDEX skill_updated_minute_idx ON app.skill USING btree (updated_minute);
ALTER TABLE app.skill ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.skill FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.skill FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('skill'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.skill FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('skill'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.skill FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.skill FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('skill'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('skill'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.skill FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_skill_delete AFTER DELETE ON app.skill REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_skill();
CREATE TRIGGER log_skill_insert AFTER INSERT ON app.skill REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_skill();
CREATE TRIGGER log_skill_truncate BEFORE TRUNCATE ON app.skill FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_skill();
CREATE TRIGGER log_skill_update AFTER UPDATE ON app.skill REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_skill();
CREATE TRIGGER version_skill_insert BEFORE INSERT ON app.skill FOR EACH ROW EXECUTE FUNCTION app.version_insert_skill();
CREATE TRIGGER version_skill_update BEFORE UPDATE ON app.skill FOR EACH ROW EXECUTE FUNCTION app.version_update_skill();
COMMENT ON TABLE app.skill IS 'Skills';
COMMENT ON COLUMN app.skill.owner_id IS 'Keeps the description and the trainings up to date.';
COMMENT ON COLUMN app.skill.valid_months IS 'How long a certificate lasts.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.skill TO app_api;

CREATE TABLE app.sync_connection (
  connection_id character varying(50) NOT NULL,
  user_id uuid NOT NULL,
  pod_id text NOT NULL,
  connected_ts timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT sync_connection_pkey PRIMARY KEY (connection_id)
);
CREATE INDEX sync_connection_pod_idx ON app.sync_connection USING btree (pod_id);
CREATE INDEX sync_connection_user_idx ON app.sync_connection USING btree (user_id);
COMMENT ON TABLE app.sync_connection IS 'Mirror of the open sockets. May be truncated at any time.';
GRANT SELECT ON app.sync_connection TO app_api;
GRANT DELETE, INSERT, SELECT ON app.sync_connection TO app_sync;

CREATE TABLE app.task (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  title character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  milestone_id uuid,
  parent_id uuid,
  assignee_id uuid,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'todo'::character varying,
  priority character varying(40) COLLATE "C" NOT NULL DEFAULT 'normal'::character varying,
  start_on date,
  due_on date,
  estimate_hours numeric(14,2),
  progress numeric(5,2) NOT NULL DEFAULT 0,
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT task_pkey PRIMARY KEY (id),
  CONSTRAINT task_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT task_due_on_order CHECK (start_on <= due_on),
  CONSTRAINT task_due_on_range CHECK (due_on >= '0001-01-01'::date AND due_on <= '9999-12-31'::date),
  CONSTRAINT task_estimate_hours_range CHECK (estimate_hours >= 0::numeric AND estimate_hours <= 10000::numeric),
  CONSTRAINT task_priority_choice CHECK (priority::text = ANY (ARRAY['low'::character varying, 'normal'::character varying, 'high'::character varying, 'urgent'::character varying]::text[])),
  CONSTRAINT task_progress_range CHECK (progress >= 0::numeric AND progress <= 100::numeric),
  CONSTRAINT task_start_on_range CHECK (start_on >= '0001-01-01'::date AND start_on <= '9999-12-31'::date),
  CONSTRAINT task_status_choice CHECK (status::text = ANY (ARRAY['todo'::character varying, 'in_progress'::character varying, 'in_review'::character varying, 'blocked'::character varying, 'done'::character varying]::text[])),
  CONSTRAINT task_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT task_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT task_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT task_milestone_id_fkey FOREIGN KEY (milestone_id) REFERENCES app.milestone(id) ON DELETE SET NULL,
  CONSTRAINT task_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.task(id) ON DELETE SET NULL,
  CONSTRAINT task_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX task_assignee_id_idx ON app.task USING btree (assignee_id, id);
CREATE INDEX task_created_ts_idx ON app.task USING btree (created_ts, id);
CREATE INDEX task_due_on_idx ON app.task USING btree (due_on, id);
CREATE INDEX task_milestone_id_idx ON app.task USING btree (milestone_id, id);
CREATE INDEX task_parent_id_idx ON app.task USING btree (parent_id, id);
CREATE INDEX task_priority_idx ON app.task USING btree (priority, id);
CREATE INDEX task_project_id_idx ON app.task USING btree (project_id, id);
CREATE INDEX task_status_idx ON app.task USING btree (status, id);
CREATE INDEX task_tags_idx ON app.task USING gin (tags);
CREATE INDEX task_title_idx ON app.task USING btree (title, id);
CREATE INDEX task_updated_minute_idx ON app.task USING btree (updated_minute);
ALTER TABLE app.task ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.task FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.task FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('task'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.task FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('task'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.task FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('task'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.task FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('task'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('task'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.task FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_task_delete AFTER DELETE ON app.task REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_task();
CREATE TRIGGER log_task_insert AFTER INSERT ON app.task REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_task();
CREATE TRIGGER log_task_truncate BEFORE TRUNCATE ON app.task FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_task();
CREATE TRIGGER log_task_update AFTER UPDATE ON app.task REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_task();
CREATE TRIGGER version_task_insert BEFORE INSERT ON app.task FOR EACH ROW EXECUTE FUNCTION app.version_insert_task();
CREATE TRIGGER version_task_update BEFORE UPDATE ON app.task FOR EACH ROW EXECUTE FUNCTION app.version_update_task();
COMMENT ON TABLE app.task IS 'Tasks';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.task TO app_api;

CREATE TABLE app.team (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(120) COLLATE "C" NOT NULL,
  code character varying(20) COLLATE "C" NOT NULL,
  department_id uuid NOT NULL,
  lead_id uuid,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'delivery'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'active'::character varying,
  email character varying(254) COLLATE "C",
  formed_on date,
  size integer NOT NULL DEFAULT 0,
  purpose text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT team_pkey PRIMARY KEY (id),
  CONSTRAINT team_code_not_blank CHECK (btrim(code::text) <> ''::text),
  CONSTRAINT team_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT team_formed_on_range CHECK (formed_on >= '0001-01-01'::date AND formed_on <= '9999-12-31'::date),
  CONSTRAINT team_kind_choice CHECK (kind::text = ANY (ARRAY['delivery'::character varying, 'platform'::character varying, 'support'::character varying, 'sales'::character varying, 'operations'::character varying]::text[])),
  CONSTRAINT team_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT team_purpose_length CHECK (char_length(purpose) <= 4000),
  CONSTRAINT team_size_range CHECK (size >= 0 AND size <= 1000),
  CONSTRAINT team_status_choice CHECK (status::text = ANY (ARRAY['forming'::character varying, 'active'::character varying, 'disbanded'::character varying]::text[])),
  CONSTRAINT team_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT team_department_id_fkey FOREIGN KEY (department_id) REFERENCES app.department(id) ON DELETE RESTRICT,
  CONSTRAINT team_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE UNIQUE INDEX team_code_key ON app.team USING btree (code);
CREATE INDEX team_created_ts_idx ON app.team USING btree (created_ts, id);
CREATE INDEX team_department_id_idx ON app.team USING btree (department_id, id);
CREATE INDEX team_formed_on_idx ON app.team USING btree (formed_on, id);
CREATE INDEX team_kind_idx ON app.team USING btree (kind, id);
CREATE INDEX team_lead_id_idx ON app.team USING btree (lead_id, id);
CREATE INDEX team_name_idx ON app.team USING btree (name, id);
CREATE INDEX team_size_idx ON app.team USING btree (size, id);
CREATE INDEX team_status_idx ON app.team USING btree (status, id);
CREATE INDEX team_tags_idx ON app.team USING gin (tags);
CREATE INDEX team_updated_minute_idx ON app.team USING btree (updated_minute);
ALTER TABLE app.team ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.team FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.team FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('team'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.team FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('team'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.team FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.team FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('team'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('team'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.team FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_team_delete AFTER DELETE ON app.team REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_team();
CREATE TRIGGER log_team_insert AFTER INSERT ON app.team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_team();
CREATE TRIGGER log_team_truncate BEFORE TRUNCATE ON app.team FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_team();
CREATE TRIGGER log_team_update AFTER UPDATE ON app.team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_team();
CREATE TRIGGER version_team_insert BEFORE INSERT ON app.team FOR EACH ROW EXECUTE FUNCTION app.version_insert_team();
CREATE TRIGGER version_team_update BEFORE UPDATE ON app.team FOR EACH ROW EXECUTE FUNCTION app.version_update_team();
COMMENT ON TABLE app.team IS 'Teams';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.team TO app_api;

CREATE TABLE app.ticket (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  number character varying(20) COLLATE "C" NOT NULL,
  subject character varying(200) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  customer_id uuid,
  contact_id uuid,
  assignee_id uuid,
  kind character varying(40) COLLATE "C" NOT NULL DEFAULT 'incident'::character varying,
  channel character varying(40) COLLATE "C" NOT NULL DEFAULT 'email'::character varying,
  priority character varying(40) COLLATE "C" NOT NULL DEFAULT 'normal'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'new'::character varying,
  opened_ts timestamp with time zone NOT NULL,
  due_ts timestamp with time zone,
  resolved_ts timestamp with time zone,
  satisfaction integer,
  description text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT ticket_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_channel_choice CHECK (channel::text = ANY (ARRAY['email'::character varying, 'phone'::character varying, 'portal'::character varying, 'chat'::character varying, 'monitoring'::character varying]::text[])),
  CONSTRAINT ticket_description_length CHECK (char_length(description) <= 20000),
  CONSTRAINT ticket_due_ts_order CHECK (opened_ts <= due_ts),
  CONSTRAINT ticket_due_ts_range CHECK (due_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND due_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT ticket_kind_choice CHECK (kind::text = ANY (ARRAY['incident'::character varying, 'service_request'::character varying, 'question'::character varying, 'bug'::character varying]::text[])),
  CONSTRAINT ticket_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT ticket_opened_ts_range CHECK (opened_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND opened_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT ticket_priority_choice CHECK (priority::text = ANY (ARRAY['low'::character varying, 'normal'::character varying, 'high'::character varying, 'urgent'::character varying]::text[])),
  CONSTRAINT ticket_resolved_ts_order CHECK (opened_ts <= resolved_ts),
  CONSTRAINT ticket_resolved_ts_range CHECK (resolved_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND resolved_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT ticket_satisfaction_range CHECK (satisfaction >= 1 AND satisfaction <= 5),
  CONSTRAINT ticket_status_choice CHECK (status::text = ANY (ARRAY['new'::character varying, 'open'::character varying, 'waiting'::character varying, 'resolved'::character varying, 'closed'::character varying]::text[])),
  CONSTRAINT ticket_subject_not_blank CHECK (btrim(subject::text) <> ''::text),
  CONSTRAINT ticket_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT ticket_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT ticket_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES app.contact(id) ON DELETE SET NULL,
  CONSTRAINT ticket_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES app.customer(id) ON DELETE RESTRICT,
  CONSTRAINT ticket_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX ticket_assignee_id_idx ON app.ticket USING btree (assignee_id, id);
CREATE INDEX ticket_channel_idx ON app.ticket USING btree (channel, id);
CREATE INDEX ticket_contact_id_idx ON app.ticket USING btree (contact_id, id);
CREATE INDEX ticket_created_ts_idx ON app.ticket USING btree (created_ts, id);
CREATE INDEX ticket_customer_id_idx ON app.ticket USING btree (customer_id, id);
CREATE INDEX ticket_due_ts_idx ON app.ticket USING btree (due_ts, id);
CREATE INDEX ticket_kind_idx ON app.ticket USING btree (kind, id);
CREATE UNIQUE INDEX ticket_number_key ON app.ticket USING btree (number);
CREATE INDEX ticket_opened_ts_idx ON app.ticket USING btree (opened_ts, id);
CREATE INDEX ticket_priority_idx ON app.ticket USING btree (priority, id);
CREATE INDEX ticket_project_id_idx ON app.ticket USING btree (project_id, id);
CREATE INDEX ticket_status_idx ON app.ticket USING btree (status, id);
CREATE INDEX ticket_subject_idx ON app.ticket USING btree (subject, id);
CREATE INDEX ticket_tags_idx ON app.ticket USING gin (tags);
CREATE INDEX ticket_updated_minute_idx ON app.ticket USING btree (updated_minute);
ALTER TABLE app.ticket ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.ticket FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.ticket FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('ticket'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.ticket FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('ticket'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.ticket FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('ticket'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.ticket FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('ticket'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('ticket'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.ticket FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_ticket_delete AFTER DELETE ON app.ticket REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_ticket();
CREATE TRIGGER log_ticket_insert AFTER INSERT ON app.ticket REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_ticket();
CREATE TRIGGER log_ticket_truncate BEFORE TRUNCATE ON app.ticket FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_ticket();
CREATE TRIGGER log_ticket_update AFTER UPDATE ON app.ticket REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_ticket();
CREATE TRIGGER version_ticket_insert BEFORE INSERT ON app.ticket FOR EACH ROW EXECUTE FUNCTION app.version_insert_ticket();
CREATE TRIGGER version_ticket_update BEFORE UPDATE ON app.ticket FOR EACH ROW EXECUTE FUNCTION app.version_update_ticket();
COMMENT ON TABLE app.ticket IS 'Tickets';
COMMENT ON COLUMN app.ticket.satisfaction IS 'The customer''s rating, from 1 to 5.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.ticket TO app_api;

CREATE TABLE app.timesheet (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  activity character varying(200) COLLATE "C" NOT NULL,
  employee_id uuid NOT NULL,
  project_id uuid NOT NULL,
  task_id uuid,
  worked_on date NOT NULL,
  hours numeric(14,2) NOT NULL,
  is_billable boolean NOT NULL DEFAULT true,
  hourly_rate numeric(14,2),
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  approver_id uuid,
  approved_ts timestamp with time zone,
  notes text,
  CONSTRAINT timesheet_pkey PRIMARY KEY (id),
  CONSTRAINT timesheet_activity_not_blank CHECK (btrim(activity::text) <> ''::text),
  CONSTRAINT timesheet_approved_ts_range CHECK (approved_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND approved_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT timesheet_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT timesheet_hourly_rate_range CHECK (hourly_rate >= 0::numeric),
  CONSTRAINT timesheet_hours_range CHECK (hours >= 0.25 AND hours <= 24::numeric),
  CONSTRAINT timesheet_notes_length CHECK (char_length(notes) <= 4000),
  CONSTRAINT timesheet_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'submitted'::character varying, 'approved'::character varying, 'rejected'::character varying, 'invoiced'::character varying]::text[])),
  CONSTRAINT timesheet_worked_on_range CHECK (worked_on >= '0001-01-01'::date AND worked_on <= '9999-12-31'::date),
  CONSTRAINT timesheet_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT timesheet_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee(id) ON DELETE RESTRICT,
  CONSTRAINT timesheet_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE RESTRICT,
  CONSTRAINT timesheet_task_id_fkey FOREIGN KEY (task_id) REFERENCES app.task(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX timesheet_activity_idx ON app.timesheet USING btree (activity, id);
CREATE INDEX timesheet_approver_id_idx ON app.timesheet USING btree (approver_id, id);
CREATE INDEX timesheet_created_ts_idx ON app.timesheet USING btree (created_ts, id);
CREATE INDEX timesheet_employee_id_idx ON app.timesheet USING btree (employee_id, id);
CREATE INDEX timesheet_hours_idx ON app.timesheet USING btree (hours, id);
CREATE INDEX timesheet_is_billable_idx ON app.timesheet USING btree (is_billable, id);
CREATE INDEX timesheet_project_id_idx ON app.timesheet USING btree (project_id, id);
CREATE INDEX timesheet_status_idx ON app.timesheet USING btree (status, id);
CREATE INDEX timesheet_task_id_idx ON app.timesheet USING btree (task_id, id);
CREATE INDEX timesheet_updated_minute_idx ON app.timesheet USING btree (updated_minute);
CREATE INDEX timesheet_worked_on_idx ON app.timesheet USING btree (worked_on, id);
ALTER TABLE app.timesheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.timesheet FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.timesheet FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('timesheet'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.timesheet FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('timesheet'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.timesheet FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (employee_id = ANY (( SELECT app.reachable_employees(false) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('timesheet'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.timesheet FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('timesheet'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (employee_id = ANY (( SELECT app.reachable_employees(true) AS reachable_employees)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('timesheet'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.timesheet FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_timesheet_delete AFTER DELETE ON app.timesheet REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_timesheet();
CREATE TRIGGER log_timesheet_insert AFTER INSERT ON app.timesheet REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_timesheet();
CREATE TRIGGER log_timesheet_truncate BEFORE TRUNCATE ON app.timesheet FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_timesheet();
CREATE TRIGGER log_timesheet_update AFTER UPDATE ON app.timesheet REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_timesheet();
CREATE TRIGGER version_timesheet_insert BEFORE INSERT ON app.timesheet FOR EACH ROW EXECUTE FUNCTION app.version_insert_timesheet();
CREATE TRIGGER version_timesheet_update BEFORE UPDATE ON app.timesheet FOR EACH ROW EXECUTE FUNCTION app.version_update_timesheet();
COMMENT ON TABLE app.timesheet IS 'Timesheets';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.timesheet TO app_api;

CREATE TABLE app.tombstone (
  entity_code text NOT NULL,
  entity_id uuid NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT tombstone_pkey PRIMARY KEY (entity_code, entity_id)
);
COMMENT ON TABLE app.tombstone IS 'Highest version that a deleted record had, the DELETE itself included.';

CREATE TABLE app.vendor (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  name character varying(200) COLLATE "C" NOT NULL,
  number character varying(20) COLLATE "C" NOT NULL,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'candidate'::character varying,
  category character varying(40) COLLATE "C" NOT NULL DEFAULT 'services'::character varying,
  buyer_id uuid,
  rating integer,
  vat_number character varying(20) COLLATE "C",
  iban character varying(34) COLLATE "C",
  email character varying(254) COLLATE "C",
  phone character varying(40) COLLATE "C",
  website character varying(2000) COLLATE "C",
  city character varying(100) COLLATE "C",
  country character varying(80) COLLATE "C",
  payment_term_days integer NOT NULL DEFAULT 30,
  currency character varying(3) COLLATE "C" NOT NULL DEFAULT 'EUR'::character varying,
  minimum_order numeric(14,2),
  review_on date,
  notes text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT vendor_pkey PRIMARY KEY (id),
  CONSTRAINT vendor_category_choice CHECK (category::text = ANY (ARRAY['hardware'::character varying, 'software'::character varying, 'services'::character varying, 'logistics'::character varying, 'facilities'::character varying]::text[])),
  CONSTRAINT vendor_currency_choice CHECK (currency::text = ANY (ARRAY['EUR'::character varying, 'USD'::character varying, 'GBP'::character varying, 'CHF'::character varying, 'AUD'::character varying, 'BRL'::character varying, 'CAD'::character varying, 'CNY'::character varying, 'CZK'::character varying, 'DKK'::character varying, 'HKD'::character varying, 'HUF'::character varying, 'INR'::character varying, 'JPY'::character varying, 'MXN'::character varying, 'NOK'::character varying, 'NZD'::character varying, 'PLN'::character varying, 'RON'::character varying, 'SEK'::character varying, 'SGD'::character varying, 'TRY'::character varying, 'ZAR'::character varying]::text[])),
  CONSTRAINT vendor_email_format CHECK (email::text ~ '^[^@[:space:]]+@[^@[:space:]]+$'::text),
  CONSTRAINT vendor_minimum_order_range CHECK (minimum_order >= 0::numeric),
  CONSTRAINT vendor_name_not_blank CHECK (btrim(name::text) <> ''::text),
  CONSTRAINT vendor_notes_length CHECK (char_length(notes) <= 20000),
  CONSTRAINT vendor_number_not_blank CHECK (btrim(number::text) <> ''::text),
  CONSTRAINT vendor_payment_term_days_range CHECK (payment_term_days >= 0 AND payment_term_days <= 365),
  CONSTRAINT vendor_phone_format CHECK (phone::text ~ '^[-+0-9 ()./]+$'::text),
  CONSTRAINT vendor_rating_range CHECK (rating >= 1 AND rating <= 5),
  CONSTRAINT vendor_review_on_range CHECK (review_on >= '0001-01-01'::date AND review_on <= '9999-12-31'::date),
  CONSTRAINT vendor_status_choice CHECK (status::text = ANY (ARRAY['candidate'::character varying, 'approved'::character varying, 'on_hold'::character varying, 'blocked'::character varying]::text[])),
  CONSTRAINT vendor_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT vendor_website_format CHECK (website::text ~ '^https?://'::text),
  CONSTRAINT vendor_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES app.employee(id) ON DELETE SET NULL
) WITH (fillfactor=85);
CREATE INDEX vendor_buyer_id_idx ON app.vendor USING btree (buyer_id, id);
CREATE INDEX vendor_category_idx ON app.vendor USING btree (category, id);
CREATE INDEX vendor_country_idx ON app.vendor USING btree (country, id);
CREATE INDEX vendor_created_ts_idx ON app.vendor USING btree (created_ts, id);
CREATE INDEX vendor_name_idx ON app.vendor USING btree (name, id);
CREATE UNIQUE INDEX vendor_number_key ON app.vendor USING btree (number);
CREATE INDEX vendor_rating_idx ON app.vendor USING btree (rating, id);
CREATE INDEX vendor_review_on_idx ON app.vendor USING btree (review_on, id);
CREATE INDEX vendor_status_idx ON app.vendor USING btree (status, id);
CREATE INDEX vendor_tags_idx ON app.vendor USING gin (tags);
CREATE INDEX vendor_updated_minute_idx ON app.vendor USING btree (updated_minute);
ALTER TABLE app.vendor ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.vendor FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.vendor FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('vendor'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.vendor FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('vendor'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.vendor FOR SELECT TO app_api USING (( SELECT app.is_signed_in() AS is_signed_in));
CREATE POLICY api_update ON app.vendor FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('vendor'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (id = ANY (( SELECT app.reachable_shares('vendor'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.vendor FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_vendor_delete AFTER DELETE ON app.vendor REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_vendor();
CREATE TRIGGER log_vendor_insert AFTER INSERT ON app.vendor REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_vendor();
CREATE TRIGGER log_vendor_truncate BEFORE TRUNCATE ON app.vendor FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_vendor();
CREATE TRIGGER log_vendor_update AFTER UPDATE ON app.vendor REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_vendor();
CREATE TRIGGER version_vendor_insert BEFORE INSERT ON app.vendor FOR EACH ROW EXECUTE FUNCTION app.version_insert_vendor();
CREATE TRIGGER version_vendor_update BEFORE UPDATE ON app.vendor FOR EACH ROW EXECUTE FUNCTION app.version_update_vendor();
COMMENT ON TABLE app.vendor IS 'Vendors';
COMMENT ON COLUMN app.vendor.rating IS 'From 1 (poor) to 5 (excellent).';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.vendor TO app_api;

CREATE TABLE app.wiki_page (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version bigint NOT NULL,
  created_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_ts timestamp with time zone NOT NULL DEFAULT now(),
  updated_minute timestamp without time zone NOT NULL GENERATED ALWAYS AS (date_trunc('minute'::text, (updated_ts AT TIME ZONE 'UTC'::text))) STORED,
  title character varying(200) COLLATE "C" NOT NULL,
  slug character varying(120) COLLATE "C" NOT NULL,
  project_id uuid NOT NULL,
  parent_id uuid,
  author_id uuid,
  status character varying(40) COLLATE "C" NOT NULL DEFAULT 'draft'::character varying,
  "position" integer NOT NULL DEFAULT 0,
  published_ts timestamp with time zone,
  review_on date,
  body text,
  tags character varying(40)[] COLLATE "C" NOT NULL DEFAULT '{}'::character varying[],
  CONSTRAINT wiki_page_pkey PRIMARY KEY (id),
  CONSTRAINT wiki_page_body_length CHECK (char_length(body) <= 100000),
  CONSTRAINT wiki_page_position_range CHECK ("position" >= 0 AND "position" <= 100000),
  CONSTRAINT wiki_page_published_ts_range CHECK (published_ts >= '0001-01-01 00:00:00+00'::timestamp with time zone AND published_ts < '10000-01-01 00:00:00+00'::timestamp with time zone),
  CONSTRAINT wiki_page_review_on_range CHECK (review_on >= '0001-01-01'::date AND review_on <= '9999-12-31'::date),
  CONSTRAINT wiki_page_slug_not_blank CHECK (btrim(slug::text) <> ''::text),
  CONSTRAINT wiki_page_status_choice CHECK (status::text = ANY (ARRAY['draft'::character varying, 'published'::character varying, 'outdated'::character varying]::text[])),
  CONSTRAINT wiki_page_tags_set CHECK (cardinality(tags) <= 20 AND COALESCE(array_ndims(tags), 1) = 1 AND array_position(tags, NULL::character varying) IS NULL),
  CONSTRAINT wiki_page_title_not_blank CHECK (btrim(title::text) <> ''::text),
  CONSTRAINT wiki_page_author_id_fkey FOREIGN KEY (author_id) REFERENCES app.employee(id) ON DELETE SET NULL,
  CONSTRAINT wiki_page_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES app.wiki_page(id) ON DELETE SET NULL,
  CONSTRAINT wiki_page_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project(id) ON DELETE CASCADE
) WITH (fillfactor=85);
CREATE INDEX wiki_page_author_id_idx ON app.wiki_page USING btree (author_id, id);
CREATE INDEX wiki_page_created_ts_idx ON app.wiki_page USING btree (created_ts, id);
CREATE INDEX wiki_page_parent_id_idx ON app.wiki_page USING btree (parent_id, id);
CREATE INDEX wiki_page_position_idx ON app.wiki_page USING btree ("position", id);
CREATE INDEX wiki_page_project_id_idx ON app.wiki_page USING btree (project_id, id);
CREATE INDEX wiki_page_published_ts_idx ON app.wiki_page USING btree (published_ts, id);
CREATE INDEX wiki_page_review_on_idx ON app.wiki_page USING btree (review_on, id);
CREATE UNIQUE INDEX wiki_page_slug_key ON app.wiki_page USING btree (slug);
CREATE INDEX wiki_page_status_idx ON app.wiki_page USING btree (status, id);
CREATE INDEX wiki_page_tags_idx ON app.wiki_page USING gin (tags);
CREATE INDEX wiki_page_title_idx ON app.wiki_page USING btree (title, id);
CREATE INDEX wiki_page_updated_minute_idx ON app.wiki_page USING btree (updated_minute);
ALTER TABLE app.wiki_page ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.wiki_page FORCE ROW LEVEL SECURITY;
CREATE POLICY api_create ON app.wiki_page FOR INSERT TO app_api WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('wiki_page'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_delete ON app.wiki_page FOR DELETE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('wiki_page'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY api_read ON app.wiki_page FOR SELECT TO app_api USING ((( SELECT app.sees_all() AS sees_all) OR (project_id = ANY (( SELECT app.reachable_projects(false) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('wiki_page'::text, false) AS reachable_shares)::uuid[]))));
CREATE POLICY api_update ON app.wiki_page FOR UPDATE TO app_api USING ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('wiki_page'::text, true) AS reachable_shares)::uuid[])))) WITH CHECK ((( SELECT app.writes_all() AS writes_all) OR (project_id = ANY (( SELECT app.reachable_projects(true) AS reachable_projects)::uuid[])) OR (id = ANY (( SELECT app.reachable_shares('wiki_page'::text, true) AS reachable_shares)::uuid[]))));
CREATE POLICY owner_all ON app.wiki_page FOR ALL TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE TRIGGER log_wiki_page_delete AFTER DELETE ON app.wiki_page REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_delete_wiki_page();
CREATE TRIGGER log_wiki_page_insert AFTER INSERT ON app.wiki_page REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_insert_wiki_page();
CREATE TRIGGER log_wiki_page_truncate BEFORE TRUNCATE ON app.wiki_page FOR EACH STATEMENT EXECUTE FUNCTION app.log_truncate_wiki_page();
CREATE TRIGGER log_wiki_page_update AFTER UPDATE ON app.wiki_page REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.log_update_wiki_page();
CREATE TRIGGER version_wiki_page_insert BEFORE INSERT ON app.wiki_page FOR EACH ROW EXECUTE FUNCTION app.version_insert_wiki_page();
CREATE TRIGGER version_wiki_page_update BEFORE UPDATE ON app.wiki_page FOR EACH ROW EXECUTE FUNCTION app.version_update_wiki_page();
COMMENT ON TABLE app.wiki_page IS 'Wiki pages';
COMMENT ON COLUMN app.wiki_page.slug IS 'The page''s address: lower-case words with dashes.';
GRANT DELETE, INSERT, SELECT, UPDATE ON app.wiki_page TO app_api;

CREATE TABLE app.ws_ticket (
  ticket_hash text NOT NULL,
  session jsonb NOT NULL,
  expires_ts timestamp with time zone NOT NULL,
  CONSTRAINT ws_ticket_pkey PRIMARY KEY (ticket_hash)
);
CREATE INDEX ws_ticket_expires_idx ON app.ws_ticket USING btree (expires_ts);
COMMENT ON COLUMN app.ws_ticket.session IS 'The session that asked for the ticket, as the access token proved it.';
GRANT DELETE, INSERT, SELECT ON app.ws_ticket TO app_api;

CREATE VIEW app.employee_access AS
 SELECT p.employee_id,
    p.id AS person_id,
    true AS is_self,
    p.person_type::text <> 'viewer'::text AS can_write
   FROM app.person p
  WHERE p.active AND p.employee_id IS NOT NULL
UNION ALL
 SELECT e.id AS employee_id,
    p.id AS person_id,
    false AS is_self,
    p.person_type::text <> 'viewer'::text AS can_write
   FROM app.person p
     JOIN app.department d ON d.manager_id = p.employee_id
     JOIN app.employee e ON e.department_id = d.id
  WHERE p.active;

CREATE VIEW app.project_access AS
 SELECT m.project_id,
    m.person_id,
    m.can_write AND p.person_type::text <> 'viewer'::text AS can_write
   FROM app.project_member m
     JOIN app.person p ON p.id = m.person_id
  WHERE p.active;

CREATE VIEW app.share_access AS
 SELECT s.entity_code,
    s.entity_id,
    s.person_id,
    s.can_write AND p.person_type::text <> 'viewer'::text AS can_write
   FROM app.record_share s
     JOIN app.person p ON p.id = s.person_id
  WHERE p.active;

-- Functions
-- app.begin_request(person uuid, endpoint text DEFAULT NULL::text, method text DEFAULT NULL::text, user_agent text DEFAULT NULL::text, ip inet DEFAULT NULL::inet, request_id text DEFAULT NULL::text) RETURNS void -- for app_api, app_sync
-- app.camel_case(name text) RETURNS text IMMUTABLE
-- app.can_read(person uuid, entity_code text, ids uuid[]) RETURNS SETOF uuid STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.can_read_many(persons uuid[], entity_code text, ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.can_write(person uuid, entity_code text, ids uuid[]) RETURNS SETOF uuid STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.could_read_many(persons uuid[], entity_code text, ids uuid[], via uuid[], since pg_snapshot) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_sync
-- app.create_access_functions(code text) RETURNS void
-- app.create_image(code text) RETURNS void
-- app.create_log_triggers(code text) RETURNS void
-- app.create_policies(code text) RETURNS void
-- app.create_trigger(code text, name text, timing text, form text, function text) RETURNS void
-- app.create_truncate_trigger(code text) RETURNS void
-- app.create_version_triggers(code text) RETURNS void
-- app.current_person() RETURNS uuid STABLE
-- app.current_person_type() RETURNS text STABLE
-- app.drop_log_partitions(retention interval) RETURNS SETOF text SECURITY DEFINER -- for app_sync
-- app.ensure_log_partitions() RETURNS SETOF text SECURITY DEFINER -- for app_sync
-- app.find_login(username text) RETURNS TABLE(id uuid, username text, fname text, lname text, person_type text, password_hash text, active boolean) STABLE SECURITY DEFINER -- for app_api
-- app.forget_expired(kept_writes interval) RETURNS void SECURITY DEFINER -- for app_api
-- app.image(record app."position") RETURNS jsonb STABLE
-- app.image(record app.asset) RETURNS jsonb STABLE
-- app.image(record app.budget) RETURNS jsonb STABLE
-- app.image(record app.change_request) RETURNS jsonb STABLE
-- app.image(record app.comment) RETURNS jsonb STABLE
-- app.image(record app.contact) RETURNS jsonb STABLE
-- app.image(record app.contract) RETURNS jsonb STABLE
-- app.image(record app.customer) RETURNS jsonb STABLE
-- app.image(record app.department) RETURNS jsonb STABLE
-- app.image(record app.document) RETURNS jsonb STABLE
-- app.image(record app.employee) RETURNS jsonb STABLE
-- app.image(record app.event) RETURNS jsonb STABLE
-- app.image(record app.expense) RETURNS jsonb STABLE
-- app.image(record app.inventory_item) RETURNS jsonb STABLE
-- app.image(record app.invoice) RETURNS jsonb STABLE
-- app.image(record app.milestone) RETURNS jsonb STABLE
-- app.image(record app.office) RETURNS jsonb STABLE
-- app.image(record app.opportunity) RETURNS jsonb STABLE
-- app.image(record app.payment) RETURNS jsonb STABLE
-- app.image(record app.product) RETURNS jsonb STABLE
-- app.image(record app.project) RETURNS jsonb STABLE
-- app.image(record app.purchase_order) RETURNS jsonb STABLE
-- app.image(record app.quote) RETURNS jsonb STABLE
-- app.image(record app.risk) RETURNS jsonb STABLE
-- app.image(record app.skill) RETURNS jsonb STABLE
-- app.image(record app.task) RETURNS jsonb STABLE
-- app.image(record app.team) RETURNS jsonb STABLE
-- app.image(record app.ticket) RETURNS jsonb STABLE
-- app.image(record app.timesheet) RETURNS jsonb STABLE
-- app.image(record app.vendor) RETURNS jsonb STABLE
-- app.image(record app.wiki_page) RETURNS jsonb STABLE
-- app.image_expression(code text, alias text) RETURNS text STABLE
-- app.is_signed_in() RETURNS boolean STABLE
-- app.iso(moment timestamp with time zone) RETURNS text STABLE
-- app.log_access_change(code text, ids uuid[], persons uuid[], action smallint) RETURNS void SECURITY DEFINER
-- app.log_delete_asset() RETURNS trigger SECURITY DEFINER
-- app.log_delete_budget() RETURNS trigger SECURITY DEFINER
-- app.log_delete_change_request() RETURNS trigger SECURITY DEFINER
-- app.log_delete_comment() RETURNS trigger SECURITY DEFINER
-- app.log_delete_contact() RETURNS trigger SECURITY DEFINER
-- app.log_delete_contract() RETURNS trigger SECURITY DEFINER
-- app.log_delete_customer() RETURNS trigger SECURITY DEFINER
-- app.log_delete_department() RETURNS trigger SECURITY DEFINER
-- app.log_delete_document() RETURNS trigger SECURITY DEFINER
-- app.log_delete_employee() RETURNS trigger SECURITY DEFINER
-- app.log_delete_event() RETURNS trigger SECURITY DEFINER
-- app.log_delete_expense() RETURNS trigger SECURITY DEFINER
-- app.log_delete_inventory_item() RETURNS trigger SECURITY DEFINER
-- app.log_delete_invoice() RETURNS trigger SECURITY DEFINER
-- app.log_delete_milestone() RETURNS trigger SECURITY DEFINER
-- app.log_delete_office() RETURNS trigger SECURITY DEFINER
-- app.log_delete_opportunity() RETURNS trigger SECURITY DEFINER
-- app.log_delete_payment() RETURNS trigger SECURITY DEFINER
-- app.log_delete_position() RETURNS trigger SECURITY DEFINER
-- app.log_delete_product() RETURNS trigger SECURITY DEFINER
-- app.log_delete_project() RETURNS trigger SECURITY DEFINER
-- app.log_delete_purchase_order() RETURNS trigger SECURITY DEFINER
-- app.log_delete_quote() RETURNS trigger SECURITY DEFINER
-- app.log_delete_risk() RETURNS trigger SECURITY DEFINER
-- app.log_delete_skill() RETURNS trigger SECURITY DEFINER
-- app.log_delete_task() RETURNS trigger SECURITY DEFINER
-- app.log_delete_team() RETURNS trigger SECURITY DEFINER
-- app.log_delete_ticket() RETURNS trigger SECURITY DEFINER
-- app.log_delete_timesheet() RETURNS trigger SECURITY DEFINER
-- app.log_delete_vendor() RETURNS trigger SECURITY DEFINER
-- app.log_delete_wiki_page() RETURNS trigger SECURITY DEFINER
-- app.log_insert_asset() RETURNS trigger SECURITY DEFINER
-- app.log_insert_budget() RETURNS trigger SECURITY DEFINER
-- app.log_insert_change_request() RETURNS trigger SECURITY DEFINER
-- app.log_insert_comment() RETURNS trigger SECURITY DEFINER
-- app.log_insert_contact() RETURNS trigger SECURITY DEFINER
-- app.log_insert_contract() RETURNS trigger SECURITY DEFINER
-- app.log_insert_customer() RETURNS trigger SECURITY DEFINER
-- app.log_insert_department() RETURNS trigger SECURITY DEFINER
-- app.log_insert_document() RETURNS trigger SECURITY DEFINER
-- app.log_insert_employee() RETURNS trigger SECURITY DEFINER
-- app.log_insert_event() RETURNS trigger SECURITY DEFINER
-- app.log_insert_expense() RETURNS trigger SECURITY DEFINER
-- app.log_insert_inventory_item() RETURNS trigger SECURITY DEFINER
-- app.log_insert_invoice() RETURNS trigger SECURITY DEFINER
-- app.log_insert_milestone() RETURNS trigger SECURITY DEFINER
-- app.log_insert_office() RETURNS trigger SECURITY DEFINER
-- app.log_insert_opportunity() RETURNS trigger SECURITY DEFINER
-- app.log_insert_payment() RETURNS trigger SECURITY DEFINER
-- app.log_insert_position() RETURNS trigger SECURITY DEFINER
-- app.log_insert_product() RETURNS trigger SECURITY DEFINER
-- app.log_insert_project() RETURNS trigger SECURITY DEFINER
-- app.log_insert_purchase_order() RETURNS trigger SECURITY DEFINER
-- app.log_insert_quote() RETURNS trigger SECURITY DEFINER
-- app.log_insert_risk() RETURNS trigger SECURITY DEFINER
-- app.log_insert_skill() RETURNS trigger SECURITY DEFINER
-- app.log_insert_task() RETURNS trigger SECURITY DEFINER
-- app.log_insert_team() RETURNS trigger SECURITY DEFINER
-- app.log_insert_ticket() RETURNS trigger SECURITY DEFINER
-- app.log_insert_timesheet() RETURNS trigger SECURITY DEFINER
-- app.log_insert_vendor() RETURNS trigger SECURITY DEFINER
-- app.log_insert_wiki_page() RETURNS trigger SECURITY DEFINER
-- app.log_membership_change(projects uuid[], persons uuid[], action smallint) RETURNS void SECURITY DEFINER
-- app.log_stand_in_change(employees uuid[], persons uuid[], as_self boolean, action smallint) RETURNS void SECURITY DEFINER
-- app.log_truncate_asset() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_budget() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_change_request() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_comment() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_contact() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_contract() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_customer() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_department() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_document() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_employee() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_event() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_expense() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_inventory_item() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_invoice() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_milestone() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_office() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_opportunity() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_payment() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_position() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_product() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_project() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_purchase_order() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_quote() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_risk() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_skill() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_task() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_team() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_ticket() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_timesheet() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_vendor() RETURNS trigger SECURITY DEFINER
-- app.log_truncate_wiki_page() RETURNS trigger SECURITY DEFINER
-- app.log_update_asset() RETURNS trigger SECURITY DEFINER
-- app.log_update_budget() RETURNS trigger SECURITY DEFINER
-- app.log_update_change_request() RETURNS trigger SECURITY DEFINER
-- app.log_update_comment() RETURNS trigger SECURITY DEFINER
-- app.log_update_contact() RETURNS trigger SECURITY DEFINER
-- app.log_update_contract() RETURNS trigger SECURITY DEFINER
-- app.log_update_customer() RETURNS trigger SECURITY DEFINER
-- app.log_update_department() RETURNS trigger SECURITY DEFINER
-- app.log_update_document() RETURNS trigger SECURITY DEFINER
-- app.log_update_employee() RETURNS trigger SECURITY DEFINER
-- app.log_update_event() RETURNS trigger SECURITY DEFINER
-- app.log_update_expense() RETURNS trigger SECURITY DEFINER
-- app.log_update_inventory_item() RETURNS trigger SECURITY DEFINER
-- app.log_update_invoice() RETURNS trigger SECURITY DEFINER
-- app.log_update_milestone() RETURNS trigger SECURITY DEFINER
-- app.log_update_office() RETURNS trigger SECURITY DEFINER
-- app.log_update_opportunity() RETURNS trigger SECURITY DEFINER
-- app.log_update_payment() RETURNS trigger SECURITY DEFINER
-- app.log_update_position() RETURNS trigger SECURITY DEFINER
-- app.log_update_product() RETURNS trigger SECURITY DEFINER
-- app.log_update_project() RETURNS trigger SECURITY DEFINER
-- app.log_update_purchase_order() RETURNS trigger SECURITY DEFINER
-- app.log_update_quote() RETURNS trigger SECURITY DEFINER
-- app.log_update_risk() RETURNS trigger SECURITY DEFINER
-- app.log_update_skill() RETURNS trigger SECURITY DEFINER
-- app.log_update_task() RETURNS trigger SECURITY DEFINER
-- app.log_update_team() RETURNS trigger SECURITY DEFINER
-- app.log_update_ticket() RETURNS trigger SECURITY DEFINER
-- app.log_update_timesheet() RETURNS trigger SECURITY DEFINER
-- app.log_update_vendor() RETURNS trigger SECURITY DEFINER
-- app.log_update_wiki_page() RETURNS trigger SECURITY DEFINER
-- app.log_whole_access_change(codes text[], persons uuid[], action smallint) RETURNS void SECURITY DEFINER
-- app.on_department_head_change() RETURNS trigger SECURITY DEFINER
-- app.on_employee_delete() RETURNS trigger SECURITY DEFINER
-- app.on_employee_move() RETURNS trigger SECURITY DEFINER
-- app.on_person_change() RETURNS trigger SECURITY DEFINER
-- app.on_person_employee_change() RETURNS trigger SECURITY DEFINER
-- app.on_project_member_delete() RETURNS trigger SECURITY DEFINER
-- app.on_project_member_insert() RETURNS trigger SECURITY DEFINER
-- app.on_project_member_truncate() RETURNS trigger SECURITY DEFINER
-- app.on_project_member_update() RETURNS trigger SECURITY DEFINER
-- app.on_record_share_delete() RETURNS trigger SECURITY DEFINER
-- app.on_record_share_insert() RETURNS trigger SECURITY DEFINER
-- app.on_record_share_truncate() RETURNS trigger SECURITY DEFINER
-- app.on_record_share_update() RETURNS trigger SECURITY DEFINER
-- app.open_connection(connection text, person uuid, pod text, most integer) RETURNS boolean -- for app_sync
-- app.pair_condition(code text, for_writing boolean, persons text) RETURNS text STABLE
-- app.policy_condition(code text, for_writing boolean) RETURNS text STABLE
-- app.raise_log_horizon(up_to xid8) RETURNS void SECURITY DEFINER -- for app_sync
-- app.reach(code text, OUT sees_all boolean, OUT via uuid[], OUT ids uuid[]) RETURNS record STABLE -- for app_api
-- app.reachable_employees(for_writing boolean DEFAULT false, only_self boolean DEFAULT false) RETURNS uuid[] STABLE SECURITY DEFINER
-- app.reachable_projects(for_writing boolean DEFAULT false) RETURNS uuid[] STABLE SECURITY DEFINER
-- app.reachable_shares(code text, for_writing boolean DEFAULT false) RETURNS uuid[] STABLE SECURITY DEFINER
-- app.readers_of_asset(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_budget(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_change_request(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_comment(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_contact(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_contract(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_customer(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_department(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_document(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_employee(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_event(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_expense(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_inventory_item(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_invoice(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_milestone(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_office(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_opportunity(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_payment(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_position(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_product(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_project(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_purchase_order(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_quote(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_risk(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_skill(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_task(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_team(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_ticket(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_timesheet(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_vendor(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.readers_of_wiki_page(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api, app_sync
-- app.require_entity(code text) RETURNS void STABLE
-- app.require_entity_columns(code text) RETURNS void STABLE
-- app.sees_all() RETURNS boolean STABLE
-- app.track_entity(code text) RETURNS void
-- app.version_insert_asset() RETURNS trigger SECURITY DEFINER
-- app.version_insert_budget() RETURNS trigger SECURITY DEFINER
-- app.version_insert_change_request() RETURNS trigger SECURITY DEFINER
-- app.version_insert_comment() RETURNS trigger SECURITY DEFINER
-- app.version_insert_contact() RETURNS trigger SECURITY DEFINER
-- app.version_insert_contract() RETURNS trigger SECURITY DEFINER
-- app.version_insert_customer() RETURNS trigger SECURITY DEFINER
-- app.version_insert_department() RETURNS trigger SECURITY DEFINER
-- app.version_insert_document() RETURNS trigger SECURITY DEFINER
-- app.version_insert_employee() RETURNS trigger SECURITY DEFINER
-- app.version_insert_event() RETURNS trigger SECURITY DEFINER
-- app.version_insert_expense() RETURNS trigger SECURITY DEFINER
-- app.version_insert_inventory_item() RETURNS trigger SECURITY DEFINER
-- app.version_insert_invoice() RETURNS trigger SECURITY DEFINER
-- app.version_insert_milestone() RETURNS trigger SECURITY DEFINER
-- app.version_insert_office() RETURNS trigger SECURITY DEFINER
-- app.version_insert_opportunity() RETURNS trigger SECURITY DEFINER
-- app.version_insert_payment() RETURNS trigger SECURITY DEFINER
-- app.version_insert_position() RETURNS trigger SECURITY DEFINER
-- app.version_insert_product() RETURNS trigger SECURITY DEFINER
-- app.version_insert_project() RETURNS trigger SECURITY DEFINER
-- app.version_insert_purchase_order() RETURNS trigger SECURITY DEFINER
-- app.version_insert_quote() RETURNS trigger SECURITY DEFINER
-- app.version_insert_risk() RETURNS trigger SECURITY DEFINER
-- app.version_insert_skill() RETURNS trigger SECURITY DEFINER
-- app.version_insert_task() RETURNS trigger SECURITY DEFINER
-- app.version_insert_team() RETURNS trigger SECURITY DEFINER
-- app.version_insert_ticket() RETURNS trigger SECURITY DEFINER
-- app.version_insert_timesheet() RETURNS trigger SECURITY DEFINER
-- app.version_insert_vendor() RETURNS trigger SECURITY DEFINER
-- app.version_insert_wiki_page() RETURNS trigger SECURITY DEFINER
-- app.version_update_asset() RETURNS trigger
-- app.version_update_budget() RETURNS trigger
-- app.version_update_change_request() RETURNS trigger
-- app.version_update_comment() RETURNS trigger
-- app.version_update_contact() RETURNS trigger
-- app.version_update_contract() RETURNS trigger
-- app.version_update_customer() RETURNS trigger
-- app.version_update_department() RETURNS trigger
-- app.version_update_document() RETURNS trigger
-- app.version_update_employee() RETURNS trigger
-- app.version_update_event() RETURNS trigger
-- app.version_update_expense() RETURNS trigger
-- app.version_update_inventory_item() RETURNS trigger
-- app.version_update_invoice() RETURNS trigger
-- app.version_update_milestone() RETURNS trigger
-- app.version_update_office() RETURNS trigger
-- app.version_update_opportunity() RETURNS trigger
-- app.version_update_payment() RETURNS trigger
-- app.version_update_position() RETURNS trigger
-- app.version_update_product() RETURNS trigger
-- app.version_update_project() RETURNS trigger
-- app.version_update_purchase_order() RETURNS trigger
-- app.version_update_quote() RETURNS trigger
-- app.version_update_risk() RETURNS trigger
-- app.version_update_skill() RETURNS trigger
-- app.version_update_task() RETURNS trigger
-- app.version_update_team() RETURNS trigger
-- app.version_update_ticket() RETURNS trigger
-- app.version_update_timesheet() RETURNS trigger
-- app.version_update_vendor() RETURNS trigger
-- app.version_update_wiki_page() RETURNS trigger
-- app.writers_of_asset(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_budget(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_change_request(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_comment(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_contact(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_contract(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_customer(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_department(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_document(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_employee(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_event(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_expense(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_inventory_item(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_invoice(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_milestone(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_office(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_opportunity(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_payment(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_position(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_product(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_project(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_purchase_order(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_quote(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_risk(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_skill(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_task(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_team(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_ticket(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_timesheet(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_vendor(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writers_of_wiki_page(persons uuid[], ids uuid[]) RETURNS TABLE(person_id uuid, entity_id uuid) STABLE SECURITY DEFINER -- for app_api
-- app.writes_all() RETURNS boolean STABLE
