import type { ErrorCode } from '@tidemark/protocol';

import { jsonContent, type JsonSchema, schemaRef } from './json-schema.ts';
import { problemResponses } from './problem-responses.ts';

/** A route in short: what differs between those that are not made from a definition. */
interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly tag: 'Sign-in' | 'Sync' | 'Operations';
  /** Name of the body's schema; without one the route takes none. */
  readonly body?: string;
  readonly bodyExample?: unknown;
  /** Name of the answer's schema; without one the answer is empty. */
  readonly answer?: string;
  readonly status?: number;
  /** Codes besides those that every route may answer with. */
  readonly errors?: readonly ErrorCode[];
  /** Whether it needs no session. */
  readonly public?: true;
}

/** The OpenAPI operation of a route; each gets the refusals that any route may answer with. */
const operation = ({
  id,
  summary,
  tag,
  body,
  bodyExample,
  answer,
  status = 200,
  errors = [],
  public: open,
}: Operation): JsonSchema => ({
  operationId: id,
  summary,
  tags: [tag],
  ...(body && { requestBody: { required: true, content: jsonContent(schemaRef(body), bodyExample) } }),
  responses: {
    [status]: {
      description: answer ? 'Done.' : 'Done; the answer has no body.',
      ...(answer && { content: jsonContent(schemaRef(answer)) }),
    },
    ...problemResponses(errors, { public: open ?? false }),
  },
  ...(open && { security: [] }),
});

/** A health route: 200 or 503, in terminus' form. */
const health = (id: string, summary: string): JsonSchema => ({
  get: {
    operationId: id,
    summary,
    tags: ['Operations'],
    security: [],
    responses: {
      200: { description: 'Yes.', content: jsonContent({ type: 'object' }) },
      503: { description: 'No; the body says what is wrong.', content: jsonContent({ type: 'object' }) },
    },
  },
});

const LOGIN = { username: 'mia', password: 'tidemark' };
const ID = '0198c5e2-7a11-7c3e-9b54-2f6d1c0a4e11';
const FETCH = { wants: [{ entityCode: 'project', ids: [ID] }] };
const PUSH = {
  mutations: [
    { mutationId: ID, entityCode: 'project', entityId: ID, action: 'UPDATE', baseVersion: 3, fields: { name: 'New' } },
  ],
};

/** The routes that do not depend on the entities. */
export const FIXED_PATHS: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/auth/login': {
    post: operation({
      id: 'login',
      summary: 'Sign in with a password',
      tag: 'Sign-in',
      body: 'LoginRequest',
      bodyExample: LOGIN,
      answer: 'Session',
      errors: ['VALIDATION', 'BAD_CREDENTIALS', 'RATE_LIMITED'],
      public: true,
    }),
  },
  '/api/v1/auth/refresh': {
    post: operation({
      id: 'refresh',
      summary: 'Exchange the refresh cookie for a new access token',
      tag: 'Sign-in',
      answer: 'Session',
      errors: ['UNAUTHENTICATED', 'SESSION_REVOKED'],
      public: true,
    }),
  },
  '/api/v1/auth/logout': {
    post: operation({ id: 'logout', summary: 'End this sign-in', tag: 'Sign-in', status: 204, public: true }),
  },
  '/api/v1/auth/logout-everywhere': {
    post: operation({
      id: 'logoutEverywhere',
      summary: 'End every sign-in of the caller',
      tag: 'Sign-in',
      status: 204,
    }),
  },
  '/api/v1/auth/ws-ticket': {
    post: operation({
      id: 'wsTicket',
      summary: 'A one-time ticket for a WebSocket handshake',
      tag: 'Sign-in',
      answer: 'WsTicket',
    }),
  },
  '/api/v1/auth/me': { get: operation({ id: 'me', summary: 'Who is signed in', tag: 'Sign-in', answer: 'User' }) },
  '/api/v1/sync/fetch': {
    post: operation({
      id: 'fetch',
      summary: 'Many records of many entities in one snapshot',
      tag: 'Sync',
      body: 'FetchRequest',
      bodyExample: FETCH,
      answer: 'FetchResponse',
      errors: ['VALIDATION', 'LIMIT_BATCH', 'UNKNOWN_ENTITY'],
    }),
  },
  '/api/v1/sync/push': {
    post: operation({
      id: 'push',
      summary: 'Apply mutations in order, each on its own',
      tag: 'Sync',
      body: 'PushRequest',
      bodyExample: PUSH,
      answer: 'PushResponse',
      errors: ['VALIDATION'],
    }),
  },
  '/health/live': health('live', 'Whether the process should be left running'),
  '/health/ready': health('ready', 'Whether it should get traffic'),
  '/health/startup': health('startup', 'Whether it has come up'),
  '/metrics': {
    get: {
      operationId: 'metrics',
      summary: 'Counters in Prometheus text format',
      tags: ['Operations'],
      security: [],
      responses: { 200: { description: 'Metrics.', content: { 'text/plain': { schema: { type: 'string' } } } } },
    },
  },
};
