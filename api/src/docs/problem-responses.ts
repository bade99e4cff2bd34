import { ERROR_CATALOGUE, type ErrorCode } from '@tidemark/protocol';
import { AppError, toProblem } from '@tidemark/sync-server';

import { type JsonSchema, schemaRef } from './json-schema.ts';

const REQUEST_ID = '6f1d3c9e-4c1b-4b8e-9f0a-0d6f8a1b2c3d';

/** On every answer but a 503; see `http/snapshot-header.ts`. */
const SNAPSHOT: JsonSchema = {
  description: 'Snapshot token of before this answer, for `since`.',
  schema: { type: 'string' },
};

/** What any route behind the guard may answer. */
const ALWAYS: readonly ErrorCode[] = ['UNAUTHENTICATED', 'RATE_LIMITED', 'INTERNAL', 'DATABASE_UNAVAILABLE'];

/** The error answers of an operation, grouped by status, each code with an example from the catalogue. */
export function problemResponses(codes: readonly ErrorCode[], options: { public?: boolean } = {}): JsonSchema {
  const all = options.public ? [...codes, 'INTERNAL' as const, 'DATABASE_UNAVAILABLE' as const] : [...codes, ...ALWAYS];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(all)) {
    const { status } = ERROR_CATALOGUE[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, of]) => [String(status), response(of)]),
  );
}

function response(codes: readonly ErrorCode[]): JsonSchema {
  const example = (code: ErrorCode) => ({
    summary: ERROR_CATALOGUE[code].title,
    value: toProblem(new AppError(code, ERROR_CATALOGUE[code].cause), REQUEST_ID),
  });
  return {
    ...(codes.some((code) => ERROR_CATALOGUE[code].status !== 503) && { headers: { 'Tidemark-Snapshot': SNAPSHOT } }),
    description: codes.map((code) => `\`${code}\`: ${ERROR_CATALOGUE[code].cause}`).join('\n\n'),
    content: {
      'application/problem+json': {
        schema: schemaRef('Problem'),
        examples: Object.fromEntries(codes.map((code) => [code, example(code)])),
      },
    },
  };
}
