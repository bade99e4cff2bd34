import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import { AppError, problemHeaders, toProblem } from '@tidemark/sync-server';

/**
 * Answers what never became a request, because Node could not read it to the end of its headers, and ends the
 * connection. Headers that are too large are explained as everywhere else; what is no HTTP, or came too slowly, gets
 * the status alone.
 */
export function refuseUnread({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  socket.once('finish', () => socket.destroy());
  if (code === 'HPE_HEADER_OVERFLOW') return void socket.end(answerOf(new AppError('HEADERS_TOO_LARGE')));
  socket.end(head(code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400, { 'content-length': '0' }));
}

/** The whole answer: no route and no hook comes to see it. */
function answerOf(error: AppError): string {
  const requestId = randomUUID();
  const body = JSON.stringify(toProblem(error, requestId));
  const length = String(Buffer.byteLength(body));
  return head(error.status, { ...problemHeaders(error, requestId), 'content-length': length }) + body;
}

function head(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
}
