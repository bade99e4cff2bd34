import { z } from 'zod';

import type { EntityDefinition } from './entity-definition.ts';
import { fieldSchema } from './field-schema.ts';
import type { EntityRow } from './row.ts';
import { SYSTEM_FIELDS } from './system-fields.ts';

/** Describes a record as it is read: every field but the secret ones, NULL where empty. */
export function rowSchema<E extends EntityDefinition>(entity: E): z.ZodType<EntityRow<E>> {
  const shown = Object.entries({ ...SYSTEM_FIELDS, ...entity.fields }).filter(([, { secret }]) => !secret);
  const shape = shown.map(([name, field]) => {
    const schema = name === 'version' ? z.int().min(1) : fieldSchema(field);
    return [name, field.required ? schema : schema.nullable()];
  });
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<EntityRow<E>>;
}
