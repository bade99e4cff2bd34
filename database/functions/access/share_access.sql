-- Which records are open to whom by name. Viewers never write.
CREATE OR REPLACE VIEW app.share_access AS
SELECT s.entity_code, s.entity_id, s.person_id, s.can_write AND p.person_type <> 'viewer' AS can_write
FROM app.record_share s
JOIN app.person p ON p.id = s.person_id
WHERE p.active;
