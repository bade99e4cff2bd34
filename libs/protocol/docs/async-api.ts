import { BEARER_SUBPROTOCOL_PREFIX, PROTOCOL_VERSION, SUBPROTOCOL, SYNC_PATH } from '../src/version.ts';
import { EXAMPLES } from './examples.ts';
import { type DocumentedMessage, documentedMessages } from './messages.ts';

const CHANNEL = { $ref: '#/channels/sync' };

/** The socket as an AsyncAPI 3 document. */
export function asyncApi(): object {
  const messages = documentedMessages();
  const ofSide = (from: DocumentedMessage['from']) =>
    messages
      .filter((message) => message.from === from)
      .map(({ type }) => ({ $ref: `#/channels/sync/messages/${type}` }));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tidemark sync socket',
      version: `${PROTOCOL_VERSION}.0.0`,
      description: 'Signals that records have changed. Data travels by REST. See protocol.md for the guarantees.',
    },
    defaultContentType: 'application/json',
    servers: {
      local: {
        host: 'localhost:4000',
        protocol: 'ws',
        description: 'npm start',
        security: ['bearer', 'token', 'ticket'].map((name) => ({ $ref: `#/components/securitySchemes/${name}` })),
      },
    },
    channels: {
      sync: {
        address: SYNC_PATH,
        title: 'Sync',
        messages: Object.fromEntries(messages.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }])),
        bindings: { ws: { method: 'GET', bindingVersion: '0.1.0' } },
      },
    },
    operations: {
      fromClient: { action: 'receive', channel: CHANNEL, messages: ofSide('client') },
      fromServer: { action: 'send', channel: CHANNEL, messages: ofSide('server') },
    },
    components: {
      messages: Object.fromEntries(
        messages.map(({ type, text, schema }) => [
          type,
          {
            name: type,
            title: type,
            summary: text.split(/(?<=[.:])\s/)[0]?.replaceAll('\n', ' '),
            description: text,
            payload: schema,
            examples: [{ name: type.toLowerCase(), payload: EXAMPLES[type] }],
          },
        ]),
      ),
      securitySchemes: {
        bearer: {
          type: 'httpApiKey',
          in: 'header',
          name: 'Sec-WebSocket-Protocol',
          description: `\`${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}<access token>\`; the server echoes the first only.`,
        },
        token: { type: 'httpApiKey', in: 'query', name: 'token', description: 'Access token; for command-line tools.' },
        ticket: {
          type: 'httpApiKey',
          in: 'query',
          name: 'ticket',
          description: 'One-time ticket of `POST /api/v1/auth/ws-ticket`, good for 30 s.',
        },
      },
    },
  };
}
