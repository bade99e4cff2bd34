import type { EntityDefinition } from '@tidemark/entity-model';
import {
  fetchRequestSchema,
  fetchResponseSchema,
  loginRequestSchema,
  problemSchema,
  pushRequestSchema,
  pushResponseSchema,
  sessionSchema,
  userSchema,
  wsTicketSchema,
} from '@tidemark/protocol';

import { entityPaths } from './entity-paths.ts';
import { entitySchemas } from './entity-schemas.ts';
import { FIXED_PATHS } from './fixed-paths.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

const DESCRIPTION = `Every entity has the same routes. Lists filter and sort by declared fields and page by cursor;
every read carries a snapshot token; every error is problem+json with a code from the catalogue.`;

/** By hand, because a history is only ever answered and no schema validates it. */
const HISTORY_PAGE: JsonSchema = {
  type: 'object',
  required: ['items', 'nextCursor'],
  properties: {
    nextCursor: { type: ['string', 'null'] },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['version', 'action', 'at', 'actor', 'endpoint', 'method', 'changes'],
        properties: {
          version: { type: 'integer' },
          action: { enum: ['CREATE', 'UPDATE', 'DELETE'] },
          at: { type: 'string', format: 'date-time' },
          actor: {
            type: ['object', 'null'],
            properties: {
              id: { type: 'string' },
              username: { type: 'string' },
              name: { type: 'string' },
              role: { type: 'string' },
            },
          },
          endpoint: { type: ['string', 'null'] },
          method: { type: ['string', 'null'] },
          changes: {
            type: 'array',
            items: { type: 'object', required: ['field'], properties: { field: { type: 'string' }, from: {}, to: {} } },
          },
        },
      },
    },
  },
};

/** The OpenAPI 3.1 document, made from the definitions and from the schemas that validate the requests. */
export function openApiDocument(entities: readonly EntityDefinition[]): JsonSchema {
  // Tags in the order of the client's menu: by area, then as defined.
  const areas = [...new Set(entities.map((entity) => entity.area))];
  return {
    openapi: '3.1.0',
    info: { title: 'Tidemark', version: '1', description: DESCRIPTION },
    tags: [
      ...['Sign-in', 'Sync'].map((name) => ({ name })),
      ...areas
        .flatMap((area) => entities.filter((entity) => entity.area === area))
        .map((entity) => ({ name: entity.plural })),
      { name: 'Operations' },
    ],
    security: [{ bearer: [] }],
    paths: { ...FIXED_PATHS, ...Object.assign({}, ...entities.map(entityPaths)) },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: {
        Problem: jsonSchema(problemSchema),
        LoginRequest: jsonSchema(loginRequestSchema),
        Session: jsonSchema(sessionSchema),
        User: jsonSchema(userSchema),
        WsTicket: jsonSchema(wsTicketSchema),
        FetchRequest: jsonSchema(fetchRequestSchema),
        FetchResponse: jsonSchema(fetchResponseSchema),
        PushRequest: jsonSchema(pushRequestSchema),
        PushResponse: jsonSchema(pushResponseSchema),
        HistoryPage: HISTORY_PAGE,
        ...Object.assign({}, ...entities.map(entitySchemas)),
      },
    },
  };
}
