import { z } from 'zod';

import type { EntityDefinition } from './entity-definition.ts';
import { inputSchema } from './input-schema.ts';
import { fieldOf } from './listable-fields.ts';
import { patchSchema } from './patch-schema.ts';
import { rowSchema } from './row-schema.ts';

/** A JSON schema, as OpenAPI embeds it. */
export type JsonSchema = Record<string, unknown>;

export interface OpenApiSchemas {
  /** A record as it is read. */
  readonly row: JsonSchema;
  /** Body of a CREATE. */
  readonly input: JsonSchema;
  /** Body of an UPDATE. */
  readonly patch: JsonSchema;
}

/**
 * The schemas of an entity for OpenAPI 3.1 (JSON Schema 2020-12) or, if asked for, 3.0; with labels, hints and, for a
 * CREATE, the defaults.
 */
export function openApiSchemas(
  entity: EntityDefinition,
  target: 'draft-2020-12' | 'openapi-3.0' = 'draft-2020-12',
): OpenApiSchemas {
  const name = entity.label.toLowerCase();
  const convert = (title: string, schema: z.ZodType): JsonSchema => {
    const { $schema: _, ...json } = z.toJSONSchema(schema, { target, io: 'input', override: dropPatternOfFormat });
    const properties = describe(entity, json.properties as Record<string, JsonSchema>, schema === inputSchema(entity));
    return { title, ...json, properties };
  };
  return {
    row: convert(entity.label, rowSchema(entity)),
    input: convert(`New ${name}`, inputSchema(entity)),
    patch: convert(`Changes to ${name}`, patchSchema(entity)),
  };
}

/** `format: date` says it; the pattern that zod adds is a line of noise. */
function dropPatternOfFormat({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

function describe(
  entity: EntityDefinition,
  properties: Record<string, JsonSchema>,
  withDefaults: boolean,
): Record<string, JsonSchema> {
  const described = Object.entries(properties).map(([name, schema]) => {
    const field = fieldOf(entity, name);
    const target = field?.target && `Id of a record of ${field.target}`;
    const description = [field?.label, field?.hint?.replace(/\.$/, ''), target].filter(Boolean).join('. ');
    const value = withDefaults && field?.default !== undefined && { default: field.default };
    return [name, { ...schema, ...(description && { description }), ...value }];
  });
  return Object.fromEntries(described) as Record<string, JsonSchema>;
}
