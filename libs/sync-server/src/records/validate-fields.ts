import { fieldErrors, inputSchema, patchSchema } from '@tidemark/entity-model';

import { AppError } from '../errors/app-error.ts';
import type { Mutation } from './mutation.ts';

/** Checks the fields of a CREATE or UPDATE against the definition; VALIDATION names every offending field. */
export function validateFields({
  table,
  action,
  fields,
}: Pick<Mutation, 'table' | 'action' | 'fields'>): ReadonlyMap<string, unknown> {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new AppError('VALIDATION', 'The body is a JSON object of fields.');
  }
  const schema = action === 'CREATE' ? inputSchema(table.entity) : patchSchema(table.entity);
  const parsed = schema.safeParse(fields);
  // A key named __proto__ never reaches the schema as a key of its own.
  const errors = Object.hasOwn(fields, '__proto__')
    ? [{ field: '__proto__', message: 'is no field of this entity' }]
    : [];
  if (!parsed.success) errors.push(...fieldErrors(parsed.error).filter((error) => error.field !== '__proto__'));
  if (errors.length > 0) throw new AppError('VALIDATION', 'One or more fields break a rule of the entity.', { errors });
  const values = new Map(Object.entries(parsed.data as object).filter(([, value]) => value !== undefined));
  if (action === 'UPDATE' && values.size === 0) throw new AppError('EMPTY_PATCH', 'Send at least one field.');
  return values;
}
