import { z } from 'zod';

import type { EntityDefinition } from './entity-definition.ts';
import { fieldSchema } from './field-schema.ts';
import type { EntityInput } from './row.ts';

/** Names no record: in the change log it stands for a whole entity. */
const NIL_UUID = '00000000-0000-0000-0000-000000000000';

const schemas = new WeakMap<EntityDefinition, z.ZodType>();

/**
 * Validates what a CREATE brings: all required fields without a default, no unknown ones, each by the rules of its column.
 * Issues carry the field's name as path.
 */
export function inputSchema<E extends EntityDefinition>(entity: E): z.ZodType<EntityInput<E>> {
  const known = schemas.get(entity) ?? build(entity);
  schemas.set(entity, known);
  return known as z.ZodType<EntityInput<E>>;
}

function build(entity: EntityDefinition): z.ZodType {
  const shape = Object.entries(entity.fields).map(([name, field]) => {
    const schema = fieldSchema(field);
    if (!field.required) return [name, schema.nullable().optional()];
    return [name, field.default === undefined ? schema : schema.optional()];
  });
  const id = fieldSchema({ kind: 'ref', required: false, secret: false })
    .refine((value) => value !== NIL_UUID, 'must not be the nil UUID')
    .optional();
  return inOrder(entity, z.strictObject({ id, ...Object.fromEntries(shape) }));
}

/** Adds the rule of `ordered` pairs, for those of which both are given. */
export function inOrder(entity: EntityDefinition, schema: z.ZodObject): z.ZodType {
  if (entity.ordered.length === 0) return schema;
  return schema.superRefine((value: Record<string, unknown>, context) => {
    for (const [first, second] of entity.ordered) {
      const [a, b] = [value[first], value[second]];
      const given = a !== undefined && a !== null && b !== undefined && b !== null;
      if (!given || !isAfter(a, b)) continue;
      const message = `must not be before ${entity.fields[first]?.label ?? first}`;
      context.addIssue({ code: 'custom', path: [second], message });
    }
  });
}

function isAfter(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string' && a.length > 10) return Date.parse(a) > Date.parse(b);
  return (a as string) > (b as string);
}
