import type { IncomingMessage } from 'node:http';

import { BEARER_SUBPROTOCOL_PREFIX, type ErrorCode, SUBPROTOCOL } from '@tidemark/protocol';

/** How a handshake proves who it is. */
export type Credential = { readonly kind: 'token' | 'ticket'; readonly value: string };

/** A refusal before the 101. */
export interface Refused {
  readonly code: ErrorCode;
  readonly detail: string;
  /** HTTP status, where it is not the code's own. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export type UpgradeRequest =
  | { readonly credential: Credential; readonly refused?: undefined }
  | { readonly credential?: undefined; readonly refused: Refused };

const KEY = /^[+/0-9A-Za-z]{22}==$/;
const refuse = (code: ErrorCode, detail: string, extras: Partial<Refused> = {}): UpgradeRequest => ({
  refused: { code, detail, ...extras },
});

/** The path of a request target; undefined where it is not an absolute path. */
export function pathOf(target: string | undefined): string | undefined {
  if (!target?.startsWith('/') || target.startsWith('//')) return undefined;
  return target.split('?', 1)[0];
}

/** Checks everything about a handshake that can be told without the database, in the order of reliability.md. */
export function readUpgradeRequest(request: IncomingMessage, allowedOrigins: readonly string[]): UpgradeRequest {
  const { headers, method } = request;
  if (method !== 'GET') return refuse('METHOD_NOT_ALLOWED', 'Open the socket with GET.', { headers: { Allow: 'GET' } });
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return refuse('UPGRADE_REQUIRED', 'Open it as a WebSocket.', { headers: { Upgrade: 'websocket' } });
  }
  if (headers['sec-websocket-version'] !== '13') {
    return refuse('UPGRADE_REQUIRED', 'Only version 13 of the WebSocket protocol is spoken.', {
      headers: { 'Sec-WebSocket-Version': '13', Upgrade: 'websocket' },
    });
  }
  if (!KEY.test(headers['sec-websocket-key'] ?? '')) {
    return refuse('BAD_MESSAGE', 'Sec-WebSocket-Key is missing or malformed.');
  }
  const offered = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '');
  if (offered.length > 0 && !offered.includes(SUBPROTOCOL)) {
    return refuse('UNSUPPORTED_PROTOCOL', `Offer the subprotocol ${SUBPROTOCOL}.`);
  }
  if (!isOriginAllowed(headers.origin, headers.host, allowedOrigins)) {
    return refuse('ORIGIN_FORBIDDEN', 'This page may not open the socket; add its origin to ALLOWED_ORIGINS.');
  }
  return readCredential(request, offered);
}

/** Whether a page of this origin may connect: one on the allow-list, or of the very host that is connected to. */
function isOriginAllowed(origin: string | undefined, host: string | undefined, allowed: readonly string[]): boolean {
  // Not a browser: it cannot be tricked into using somebody's token.
  if (origin === undefined) return true;
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    return false;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return url.host === host?.toLowerCase() || allowed.some((one) => one.toLowerCase() === url.origin);
}

function readCredential(request: IncomingMessage, offered: readonly string[]): UpgradeRequest {
  const query = new URLSearchParams(request.url?.split('?').slice(1).join('?'));
  const found: Credential[] = [];
  for (const value of query.getAll('token')) found.push({ kind: 'token', value });
  for (const value of query.getAll('ticket')) found.push({ kind: 'ticket', value });
  for (const protocol of offered) {
    if (protocol.startsWith(BEARER_SUBPROTOCOL_PREFIX)) {
      found.push({ kind: 'token', value: protocol.slice(BEARER_SUBPROTOCOL_PREFIX.length) });
    }
  }
  const [, bearer] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer) found.push({ kind: 'token', value: bearer });

  const [credential, another] = found;
  if (another) return refuse('BAD_QUERY', 'More than one token or ticket; send one.');
  if (!credential?.value) {
    return refuse('UNAUTHENTICATED', 'Send an access token or a ticket with the handshake.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  }
  return { credential };
}
