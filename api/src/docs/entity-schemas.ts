import { type EntityDefinition, inputSchema, pascalCase, patchSchema } from '@tidemark/entity-model';

import { exampleInput, exampleRow } from './example-row.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

/** The columns that every entity has and nobody writes. */
const SYSTEM: Readonly<Record<string, JsonSchema>> = {
  id: { type: 'string', format: 'uuid', readOnly: true },
  version: { type: 'integer', minimum: 1, readOnly: true, description: 'Goes up by one with each change; the ETag.' },
  createdTs: { type: 'string', format: 'date-time', readOnly: true },
  updatedTs: { type: 'string', format: 'date-time', readOnly: true },
};

/** The three schemas of an entity: what a read answers, what CREATE takes, what UPDATE takes. */
export function entitySchemas(entity: EntityDefinition): Record<string, JsonSchema> {
  const name = pascalCase(entity.code);
  const input = withLabels(entity, jsonSchema(inputSchema(entity)));
  const patch = withLabels(entity, jsonSchema(patchSchema(entity)));
  // Secret fields may be written, and are never answered with.
  const open = Object.keys(entity.fields).filter((field) => !entity.fields[field]?.secret);
  const fields = Object.fromEntries(open.map((field) => [field, propertiesOf(input)[field] ?? {}]));
  const properties = { ...SYSTEM, ...fields };
  return {
    [name]: {
      type: 'object',
      title: entity.label,
      properties,
      required: Object.keys(properties),
      example: exampleRow(entity),
    },
    [`${name}Input`]: { ...input, title: `New ${entity.label.toLowerCase()}`, example: exampleInput(entity) },
    [`${name}Patch`]: { ...patch, title: `Change of a ${entity.label.toLowerCase()}`, minProperties: 1 },
  };
}

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  return (schema['properties'] ?? {}) as Record<string, JsonSchema>;
}

/**
 * Adds the definition's labels and hints, and for references the entity that they name: the schemas of validation know
 * neither.
 */
function withLabels(entity: EntityDefinition, schema: JsonSchema): JsonSchema {
  const labelled = Object.entries(propertiesOf(schema)).map(([name, property]) => {
    const { label, hint, target } = entity.fields[name] ?? {};
    const description = [hint, target && `Id of a record of \`${target}\`.`].filter(Boolean).join(' ');
    return [name, { ...property, ...(label && { title: label }), ...(description && { description }) }];
  });
  return { ...schema, properties: Object.fromEntries(labelled) as Record<string, JsonSchema> };
}
