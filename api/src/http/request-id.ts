import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The caller's `X-Request-Id` where it is harmless to log, else a new one. The logger finds it on the raw request. */
export function requestIdOf(raw: IncomingMessage & { id?: unknown }): string {
  const given = raw.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  raw.id = id;
  return id;
}
