export { Employee } from './employee.ts';
export { ENTITIES } from './entities.ts';
export { Project } from './project.ts';
export { Task } from './task.ts';
