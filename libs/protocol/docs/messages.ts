import { readFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import { clientMessageSchema } from '../src/client-message.ts';
import { serverMessageSchema } from '../src/server-message.ts';

/** A message as the documents show it. */
export interface DocumentedMessage {
  /** On the wire: `SUBSCRIBE`. */
  readonly type: string;
  readonly from: 'client' | 'server';
  /** The comment above its schema, as plain text. */
  readonly text: string;
  readonly schema: Record<string, unknown>;
}

const SOURCE = path.join(import.meta.dirname, '../src');

/** Every message, in the order of the two unions. */
export function documentedMessages(): DocumentedMessage[] {
  return [...describe(clientMessageSchema.options, 'client'), ...describe(serverMessageSchema.options, 'server')];
}

/** The JSON Schema of a zod schema, as one sends it. */
export function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-07' }) as Record<
    string,
    unknown
  >;
  return rest;
}

type MessageSchema = (typeof clientMessageSchema)['options'][number] | (typeof serverMessageSchema)['options'][number];

function describe(schemas: readonly MessageSchema[], from: DocumentedMessage['from']): DocumentedMessage[] {
  return schemas.map((schema) => {
    const type = schema.shape.type.value;
    return { type, from, text: commentOf(type, from), schema: jsonSchema(schema) };
  });
}

/** What the message's own file says about it: the comment stands once, above the schema. */
function commentOf(type: string, from: string): string {
  const file = path.join(SOURCE, from, `${type.toLowerCase().replaceAll('_', '-')}.ts`);
  const [, comment] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const \w+Schema = z\.\w*[oO]bject\(\{\n {2}type:/.exec(
    readFileSync(file, 'utf8'),
  ) ?? [undefined, undefined];
  if (!comment) throw new Error(`${file} has no comment above its schema`);
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*?\s?/, ''))
    .join('\n')
    .trim();
}
