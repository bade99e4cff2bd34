import { z } from 'zod';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of what a zod schema takes; the same schema validates the requests. */
export function jsonSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return plain;
}

/** A reference to a named schema of the document. */
export function schemaRef(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** A JSON body, of a request or an answer. */
export function jsonContent(schema: JsonSchema, example?: unknown): JsonSchema {
  return { 'application/json': { schema, ...(example !== undefined && { example }) } };
}
