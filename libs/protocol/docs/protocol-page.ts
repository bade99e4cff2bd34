import { CloseCode } from '../src/close-code.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { BEARER_SUBPROTOCOL_PREFIX, PROTOCOL_VERSION, SUBPROTOCOL, SYNC_PATH } from '../src/version.ts';
import { EXAMPLES } from './examples.ts';
import { type DocumentedMessage, documentedMessages } from './messages.ts';

const CLOSE_CODES: Readonly<Record<keyof typeof CloseCode, string>> = {
  Normal: 'The client closed it. Do not reconnect.',
  ProtocolError: 'A frame breaks RFC 6455. A bug in the client.',
  Unsupported: 'A binary frame. A bug in the client.',
  InvalidUtf8: 'Text that is not UTF-8. A bug in the client.',
  Policy: 'Too many malformed messages. A bug in the client.',
  TooBig: 'A frame above the limit. Split the message.',
  Restart: 'The server restarts; the reason is `{"retryAfterMs": n}`. Reconnect after that.',
  Overloaded: 'The client reads too slowly, or the server is too busy. Reconnect with back-off.',
  Unauthenticated: 'The session has ended or expired. Get a new token first, then reconnect.',
  Forbidden: "AUTH with another user's token. Reconnect as that user.",
  Timeout: 'No message in time after the handshake, or no pong. Reconnect.',
  RateLimit: 'Too many messages. Reconnect with back-off.',
};

/** The page of the wire protocol, in Markdown. */
export function protocolPage(): string {
  const messages = documentedMessages();
  const ofSide = (from: DocumentedMessage['from']) =>
    messages
      .filter((message) => message.from === from)
      .map(section)
      .join('\n');
  const { idsPerMessage, subscriptionsPerConnection, connectionsPerUser, frameBytes } = DEFAULT_LIMITS;
  const { messagesPerSecond, messageBurst } = DEFAULT_LIMITS;
  return `# The wire protocol, version ${PROTOCOL_VERSION}

<!-- Written by \`nx docs protocol\` from src/. -->

A WebSocket at \`${SYNC_PATH}\` carries JSON text frames \`{type, payload?, ref?}\`. It tells which records changed; the data
itself is fetched by REST. \`asyncapi.json\` beside this page is the same in machine-readable form, and
[error-codes.md](error-codes.md) lists the codes of ERROR.

## Handshake

The session is proved before the socket opens, in one of three ways:

| way | for |
|---|---|
| \`Sec-WebSocket-Protocol: ${SUBPROTOCOL}, ${BEARER_SUBPROTOCOL_PREFIX}<access token>\` | browsers and our client; only \`${SUBPROTOCOL}\` is echoed |
| \`?ticket=<ticket>\` from \`POST /api/v1/auth/ws-ticket\` | clients that cannot set the header; good once, for 30 s |
| \`?token=<access token>\` or \`Authorization: Bearer\` | command-line tools |

A refusal is an HTTP answer with problem+json: 400, 401, 403 (origin), 404, 426, 429 (too many connections), 503. Browsers
cannot read it: they see close code 1006, and should refresh their token once before they back off.

## What a client may rely on

1. Every committed change to a record that a subscription covers, and that its user may read, gives at least one INVALIDATE,
   or the connection is closed and resuming with the last token gives it.
2. \`snapshot\` is an opaque token. It promises that everything up to it has been sent on this connection, for the
   subscriptions of this connection. Keep the last one. After a reconnect send it as \`since\` with **every** subscription,
   and keep it until **all** of them are acknowledged; tokens received meanwhile do not cover those still missing.
3. A REST answer carries the token of its own snapshot (\`Tidemark-Snapshot\`). Sent as \`since\`, it closes the gap between
   that answer and the subscription.
4. Changes of a record may be collapsed into the latest, may arrive twice, and older ones may arrive late: compare
   \`version\` and ignore what is older than what is known.
5. DELETE stands for deleted and for no longer readable alike. After it there is silence about the record until it can be
   read again, which is told as CREATE. CREATE also tells that the user may now do other things with it (write it, or no longer
   write it), which leaves its version as it is: fetch what is told as CREATE, whatever version is known.
6. RESYNC means that the server cannot tell what was missed: fetch again all that is held, of the entity or altogether.

A client sends its first message within 10 s of the handshake (PING will do), and PINGs at least every \`heartbeatMs\`
where it cannot see WebSocket pings, as in a browser; PONG brings a fresh token.

## Limits

${idsPerMessage.toLocaleString('en')} ids in a message, ${subscriptionsPerConnection.toLocaleString('en')} subscriptions of a connection, ${connectionsPerUser} connections of a user, ${frameBytes / 1024} KiB a frame,
${messagesPerSecond} messages a second with bursts of ${messageBurst}. CONNECTED announces the server's own values.

## From the client

${ofSide('client')}
## From the server

${ofSide('server')}
## Close codes

| code | what it means to a client |
|---|---|
${Object.entries(CLOSE_CODES)
  .map(([name, text]) => `| ${CloseCode[name as keyof typeof CloseCode]} | ${text} |`)
  .join('\n')}
`;
}

function section({ type, text }: DocumentedMessage): string {
  return `### ${type}\n\n${text}\n\n\`\`\`json\n${JSON.stringify(EXAMPLES[type])}\n\`\`\`\n`;
}
