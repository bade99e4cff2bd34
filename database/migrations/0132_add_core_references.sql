-- References of the access tables to entities, whose tables were created after them.
ALTER TABLE app.person
  ADD CONSTRAINT person_employee_id_fkey FOREIGN KEY (employee_id) REFERENCES app.employee (id) ON DELETE SET NULL;

ALTER TABLE app.project_member
  ADD CONSTRAINT project_member_project_id_fkey FOREIGN KEY (project_id) REFERENCES app.project (id) ON DELETE CASCADE;
