-- Membership: seen by those who see the project and by the person itself; changed by managers and administrators.
DROP POLICY IF EXISTS api_read ON app.project_member;
CREATE POLICY api_read ON app.project_member FOR SELECT TO app_api USING (
  (SELECT app.sees_all()) OR person_id = (SELECT app.current_person())
  OR project_id = ANY ((SELECT app.reachable_projects())::uuid[]));

DROP POLICY IF EXISTS api_write ON app.project_member;
CREATE POLICY api_write ON app.project_member TO app_api
  USING ((SELECT app.writes_all())) WITH CHECK ((SELECT app.writes_all()));

DROP POLICY IF EXISTS sync_read ON app.project_member;
CREATE POLICY sync_read ON app.project_member FOR SELECT TO app_sync USING (true);
