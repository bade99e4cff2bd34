import { customerSource } from './rows/customer.ts';
import { departmentSource } from './rows/department.ts';
import { employeeSource } from './rows/employee.ts';
import { milestoneSource } from './rows/milestone.ts';
import { officeSource } from './rows/office.ts';
import { positionSource } from './rows/position.ts';
import { projectSource } from './rows/project.ts';
import { taskSource } from './rows/task.ts';
import type { SeedSource } from './source.ts';

/** All sources, each after those that its records refer to. */
export const SOURCES: readonly SeedSource[] = [
  officeSource,
  departmentSource,
  positionSource,
  employeeSource,
  customerSource,
  projectSource,
  milestoneSource,
  taskSource,
];
