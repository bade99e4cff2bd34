-- References between entities whose tables could not exist before each other.

ALTER TABLE app.department
  ADD CONSTRAINT department_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES app.employee (id) ON DELETE SET NULL;
