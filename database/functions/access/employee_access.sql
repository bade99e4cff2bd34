-- Who stands for which employee: the person who is that employee, and the one who manages the employee's department.
-- The single source of the rules "owner" and "finance". Viewers never write.
CREATE OR REPLACE VIEW app.employee_access AS
SELECT p.employee_id, p.id AS person_id, true AS is_self, p.person_type <> 'viewer' AS can_write
FROM app.person p
WHERE p.active AND p.employee_id IS NOT NULL
UNION ALL
SELECT e.id, p.id, false, p.person_type <> 'viewer'
FROM app.person p
JOIN app.department d ON d.manager_id = p.employee_id
JOIN app.employee e ON e.department_id = d.id
WHERE p.active;
