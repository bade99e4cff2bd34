-- Who may reach which project by membership. Viewers never write. The single source of the rule "project".
CREATE OR REPLACE VIEW app.project_access AS
SELECT m.project_id, m.person_id, m.can_write AND p.person_type <> 'viewer' AS can_write
FROM app.project_member m
JOIN app.person p ON p.id = m.person_id
WHERE p.active;
