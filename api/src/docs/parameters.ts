import { type EntityDefinition, filterOperators } from '@tidemark/entity-model';
import { MAX_LIMIT, tableOf } from '@tidemark/sync-server';

import type { JsonSchema } from './json-schema.ts';

/** A parameter of the query; text unless told. */
const query = (name: string, description: string, schema: JsonSchema = { type: 'string' }): JsonSchema => ({
  name,
  in: 'query',
  description,
  schema,
});

/** A header of the request. All of them are optional. */
const header = (name: string, description: string, example?: string): JsonSchema => ({
  name,
  in: 'header',
  description,
  schema: { type: 'string' },
  ...(example && { example }),
});

export const ID: JsonSchema = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
export const FIELDS = query('fields', 'Answer with these fields only, besides id and version: `name,status`.');
export const AS_OF = query('asOf', 'The record as it was at this moment.', { type: 'string', format: 'date-time' });
export const IF_NONE_MATCH = header('If-None-Match', 'The ETag that you hold; 304 where nothing has changed.', '"3"');
export const IF_MATCH = header(
  'If-Match',
  'The version that the edit was made on. Where the record has moved on in other fields the two merge; in the same fields the answer is 412 with the current row.',
  '"3"',
);
export const IDEMPOTENCY_KEY = header(
  'Idempotency-Key',
  'A UUID, new for each write. Repeating the request with the same key gives the stored answer instead of a second effect.',
);
export const LIMIT = query('limit', 'Rows of a page.', {
  type: 'integer',
  minimum: 1,
  maximum: MAX_LIMIT,
  default: 50,
});
export const CURSOR = query('cursor', '`nextCursor` of the page before.');

/** The query of an entity's list, each filter with its operators. */
export function listParameters(entity: EntityDefinition): JsonSchema[] {
  const table = tableOf(entity);
  const sorts = [...table.sortable].flatMap((field) => [field, `-${field}`]);
  const filters = [...table.filterable].flatMap((field) => {
    const operators = filterOperators(table.columns.get(field) ?? { kind: 'text' });
    return operators.map((operator) =>
      operator === 'eq'
        ? query(field, 'Equal to this value.')
        : query(`${field}[${operator}]`, EXPLANATIONS[operator] ?? ''),
    );
  });
  return [
    LIMIT,
    CURSOR,
    query('sort', 'Ascending, or descending with a minus in front.', {
      type: 'string',
      enum: sorts,
      default: 'createdTs',
    }),
    query('ids', 'Only these records: ids, separated by commas.'),
    FIELDS,
    IF_NONE_MATCH,
    ...filters,
  ];
}

/** What each operator of a filter asks, for the reference. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  in: 'One of these values, separated by commas.',
  lt: 'Less than, or before.',
  gt: 'Greater than, or after.',
  between: 'From the first value to the second, both included, separated by a comma.',
  contains: 'Text: contains this, in any case. Tags: has this tag.',
  null: '`true`: empty. `false`: not empty.',
};
