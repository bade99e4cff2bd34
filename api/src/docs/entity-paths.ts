import { type EntityDefinition, pascalCase } from '@tidemark/entity-model';
import type { ErrorCode } from '@tidemark/protocol';

import { exampleInput, exampleRow } from './example-row.ts';
import { jsonContent, type JsonSchema, schemaRef } from './json-schema.ts';
import {
  AS_OF,
  CURSOR,
  FIELDS,
  ID,
  IDEMPOTENCY_KEY,
  IF_MATCH,
  IF_NONE_MATCH,
  LIMIT,
  listParameters,
} from './parameters.ts';
import { problemResponses } from './problem-responses.ts';

const SNAPSHOT = { description: 'Snapshot token of this answer, for `since`.', schema: { type: 'string' } };
const ETAG = { description: 'The version, quoted.', schema: { type: 'string' }, example: '"3"' };
const ALLOW = {
  description: 'What the caller may do with the record: `GET, HEAD` where it may only read it.',
  schema: { type: 'string' },
  example: 'GET, HEAD, PATCH, DELETE',
};
/** Headers of every answer that carries a row or a page. */
const READ_HEADERS = { ETag: ETAG, 'Tidemark-Snapshot': SNAPSHOT };

/** What any write may be refused with. */
const WRITE_ERRORS: readonly ErrorCode[] = [
  'BAD_JSON', 'VALIDATION', 'BAD_ID', 'FORBIDDEN', 'NOT_FOUND', 'DUPLICATE', 'REFERENCE_MISSING', 'IDEMPOTENCY_IN_FLIGHT',
  'IDEMPOTENCY_MISMATCH', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE',
]; // prettier-ignore

/** The routes of one entity. */
export function entityPaths(entity: EntityDefinition): Record<string, JsonSchema> {
  const name = pascalCase(entity.code);
  const tags = [entity.plural];
  const noun = entity.label.toLowerCase();
  const row = { headers: READ_HEADERS, content: jsonContent(schemaRef(name), exampleRow(entity)) };
  // Operation ids become function names in generated clients: listProject, getProject.
  const operation = (id: string, summary: string, rest: JsonSchema) => ({
    operationId: `${id}${name}`,
    tags,
    summary,
    ...rest,
  });
  const page = {
    type: 'object',
    properties: {
      items: { type: 'array', items: schemaRef(name) },
      nextCursor: { type: ['string', 'null'] },
      readOnly: {
        type: 'array',
        items: { type: 'string', format: 'uuid' },
        description: 'Ids of those items that the caller may read, but neither change nor delete.',
      },
    },
    required: ['items', 'nextCursor', 'readOnly'],
  };
  const path = `/api/v1/${entity.code}`;
  return {
    [path]: {
      get: operation('list', `List ${entity.plural.toLowerCase()}`, {
        parameters: listParameters(entity),
        responses: {
          200: { description: 'A page.', headers: READ_HEADERS, content: jsonContent(page) },
          304: { description: 'Nothing on this page has changed.' },
          ...problemResponses(['BAD_QUERY', 'BAD_ID', 'LIMIT_BATCH']),
        },
      }),
      post: operation('create', `Create a ${noun}`, {
        parameters: [IDEMPOTENCY_KEY],
        requestBody: { required: true, content: jsonContent(schemaRef(`${name}Input`), exampleInput(entity)) },
        responses: { 201: { description: 'Created.', ...row }, ...problemResponses(WRITE_ERRORS) },
      }),
    },
    [`${path}/{id}`]: {
      parameters: [ID],
      get: operation('get', `Read a ${noun}`, {
        parameters: [FIELDS, AS_OF, IF_NONE_MATCH],
        responses: {
          200: { description: 'The record.', ...row, headers: { ...READ_HEADERS, Allow: ALLOW } },
          304: { description: 'Not changed.' },
          ...problemResponses(['BAD_QUERY', 'BAD_ID', 'NOT_FOUND']),
        },
      }),
      patch: operation('update', `Change a ${noun}`, {
        parameters: [IF_MATCH, IDEMPOTENCY_KEY],
        requestBody: { required: true, content: jsonContent(schemaRef(`${name}Patch`)) },
        responses: {
          200: { description: 'The record after the change.', ...row },
          ...problemResponses([...WRITE_ERRORS, 'EMPTY_PATCH', 'VERSION_CONFLICT']),
        },
      }),
      delete: operation('delete', `Delete a ${noun}`, {
        parameters: [IF_MATCH, IDEMPOTENCY_KEY],
        responses: {
          204: { description: 'Deleted.' },
          ...problemResponses([
            'BAD_ID',
            'FORBIDDEN',
            'NOT_FOUND',
            'REFERENCED',
            'VERSION_CONFLICT',
            'IDEMPOTENCY_IN_FLIGHT',
            'IDEMPOTENCY_MISMATCH',
          ]),
        },
      }),
    },
    [`${path}/{id}/history`]: {
      parameters: [ID],
      get: operation('history', `Who changed a ${noun}, when and how`, {
        parameters: [LIMIT, CURSOR],
        responses: {
          200: { description: 'Changes, newest first.', content: jsonContent(schemaRef('HistoryPage')) },
          ...problemResponses(['BAD_QUERY', 'BAD_ID', 'NOT_FOUND']),
        },
      }),
    },
    [`${path}/{id}/restore`]: {
      parameters: [ID],
      post: operation('restore', `Restore a deleted ${noun}`, {
        parameters: [IDEMPOTENCY_KEY],
        responses: {
          201: { description: 'The record again, under its old id.', ...row },
          ...problemResponses([
            'BAD_ID',
            'VALIDATION',
            'FORBIDDEN',
            'NOT_FOUND',
            'DUPLICATE',
            'REFERENCE_MISSING',
            'IDEMPOTENCY_IN_FLIGHT',
            'IDEMPOTENCY_MISMATCH',
          ]),
        },
      }),
    },
  };
}
