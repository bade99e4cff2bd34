-- Shares: seen by those who see everything and by the person itself; changed by who may write the record.
DROP POLICY IF EXISTS api_read ON app.record_share;
CREATE POLICY api_read ON app.record_share FOR SELECT TO app_api USING (
  (SELECT app.sees_all()) OR person_id = (SELECT app.current_person())
  OR EXISTS (SELECT FROM app.can_write((SELECT app.current_person()), entity_code, ARRAY[entity_id])));

DROP POLICY IF EXISTS api_write ON app.record_share;
CREATE POLICY api_write ON app.record_share TO app_api
  USING (EXISTS (SELECT FROM app.can_write((SELECT app.current_person()), entity_code, ARRAY[entity_id])))
  WITH CHECK (EXISTS (SELECT FROM app.can_write((SELECT app.current_person()), entity_code, ARRAY[entity_id])));

DROP POLICY IF EXISTS sync_read ON app.record_share;
CREATE POLICY sync_read ON app.record_share FOR SELECT TO app_sync USING (true);
