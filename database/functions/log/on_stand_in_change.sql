-- Access that changes because an employee moved to another department or is gone, a department got another head, or a
-- person became another employee.
-- Each of them reads what another one may be about to change, so they wait for each other, or neither would tell the
-- reader: who leaves a department or a head's place holds its key (who enters it holds it by its foreign key), and who
-- changes what it stands for takes the whole row. Should two of them each wait for the other, one fails with 40P01.
CREATE OR REPLACE FUNCTION app.on_employee_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- EXCEPT finds what changed by sorting or hashing; a join of old and new rows could be planned as nested loops.
  PERFORM FROM app.department d
  WHERE d.id IN (SELECT o.department_id FROM (SELECT id, department_id FROM old_rows EXCEPT SELECT id, department_id FROM new_rows) o)
  ORDER BY d.id FOR KEY SHARE;
  PERFORM app.log_stand_in_change(array_agg(o.id), array_agg(p.id), false, 5::smallint)
  FROM (SELECT id, department_id FROM old_rows EXCEPT SELECT id, department_id FROM new_rows) o
  JOIN app.department d ON d.id = o.department_id JOIN app.person p ON p.employee_id = d.manager_id;
  PERFORM app.log_stand_in_change(array_agg(n.id), array_agg(p.id), false, 4::smallint)
  FROM (SELECT id, department_id FROM new_rows EXCEPT SELECT id, department_id FROM old_rows) n
  JOIN app.department d ON d.id = n.department_id JOIN app.person p ON p.employee_id = d.manager_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_employee_delete() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.department d WHERE d.id IN (SELECT department_id FROM old_rows) ORDER BY d.id FOR KEY SHARE;
  PERFORM app.log_stand_in_change(array_agg(o.id), array_agg(p.id), false, 5::smallint)
  FROM old_rows o JOIN app.department d ON d.id = o.department_id JOIN app.person p ON p.employee_id = d.manager_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_department_head_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.department d
  WHERE d.id IN (SELECT o.id FROM (SELECT id, manager_id FROM old_rows EXCEPT SELECT id, manager_id FROM new_rows) o)
  ORDER BY d.id FOR UPDATE;
  PERFORM FROM app.employee e
  WHERE e.id IN (SELECT o.manager_id FROM (SELECT id, manager_id FROM old_rows EXCEPT SELECT id, manager_id FROM new_rows) o)
  ORDER BY e.id FOR KEY SHARE;
  PERFORM app.log_stand_in_change(array_agg(e.id), array_agg(p.id), false, 5::smallint)
  FROM (SELECT id, manager_id FROM old_rows EXCEPT SELECT id, manager_id FROM new_rows) o
  JOIN app.person p ON p.employee_id = o.manager_id JOIN app.employee e ON e.department_id = o.id;
  PERFORM app.log_stand_in_change(array_agg(e.id), array_agg(p.id), false, 4::smallint)
  FROM (SELECT id, manager_id FROM new_rows EXCEPT SELECT id, manager_id FROM old_rows) n
  JOIN app.person p ON p.employee_id = n.manager_id JOIN app.employee e ON e.department_id = n.id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION app.on_person_employee_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.employee e WHERE e.id IN (OLD.employee_id, NEW.employee_id) ORDER BY e.id FOR UPDATE;
  -- As a whole: what is gone by now, but was there when the person's client last asked, has no row of its own to log.
  PERFORM app.log_whole_access_change(array_agg(e.entity_code), array_agg(NEW.id), 5::smallint)
  FROM app.entity e
  WHERE e.access_rule IN ('owner', 'finance') AND OLD.employee_id IS NOT NULL AND NEW.person_type NOT IN ('admin', 'manager');
  PERFORM app.log_stand_in_change(ARRAY[NEW.employee_id], ARRAY[NEW.id], true, 4::smallint)
  WHERE NEW.employee_id IS NOT NULL;
  PERFORM app.log_stand_in_change(array_agg(e.id), array_agg(NEW.id), false, 4::smallint)
  FROM app.department d JOIN app.employee e ON e.department_id = d.id WHERE d.manager_id = NEW.employee_id;
  RETURN NULL;
END
$$;

DROP TRIGGER IF EXISTS access_employee_update ON app.employee;
CREATE TRIGGER access_employee_update AFTER UPDATE ON app.employee
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_employee_move();
DROP TRIGGER IF EXISTS access_employee_delete ON app.employee;
CREATE TRIGGER access_employee_delete AFTER DELETE ON app.employee
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_employee_delete();
DROP TRIGGER IF EXISTS access_department_update ON app.department;
CREATE TRIGGER access_department_update AFTER UPDATE ON app.department
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION app.on_department_head_change();
DROP TRIGGER IF EXISTS access_person_update ON app.person;
CREATE TRIGGER access_person_update AFTER UPDATE OF employee_id ON app.person
  FOR EACH ROW WHEN (OLD.employee_id IS DISTINCT FROM NEW.employee_id) EXECUTE FUNCTION app.on_person_employee_change();
