import { z } from 'zod';

import type { EntityDefinition } from './entity-definition.ts';
import { fieldSchema } from './field-schema.ts';
import { inOrder } from './input-schema.ts';
import type { EntityPatch } from './row.ts';

const schemas = new WeakMap<EntityDefinition, z.ZodType>();

/**
 * Validates what an UPDATE brings: any of the declared fields, none of the system's and no unknown ones. Optional fields
 * take null to be cleared. The empty patch passes: whether it makes sense is the caller's question.
 */
export function patchSchema<E extends EntityDefinition>(entity: E): z.ZodType<EntityPatch<E>> {
  const known = schemas.get(entity) ?? build(entity);
  schemas.set(entity, known);
  return known as z.ZodType<EntityPatch<E>>;
}

function build(entity: EntityDefinition): z.ZodType {
  const shape = Object.entries(entity.fields).map(([name, field]) => {
    const schema = fieldSchema(field);
    return [name, field.required ? schema.optional() : schema.nullable().optional()];
  });
  return inOrder(entity, z.strictObject(Object.fromEntries(shape)));
}
