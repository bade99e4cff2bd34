import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

import { AppError } from '../errors/app-error.ts';
import { toProblem } from '../errors/to-problem.ts';
import type { Refused } from './upgrade-request.ts';

/** Answers a handshake with an HTTP error, problem+json like REST, and ends the socket. */
export function refuseUpgrade(socket: Duplex, requestId: string, { code, detail, headers, status }: Refused): void {
  if (!socket.writable) return void socket.destroy();
  const problem = toProblem(new AppError(code, detail), requestId);
  const answer = { ...problem, status: status ?? problem.status };
  const body = JSON.stringify(answer);
  const lines = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? 'Error'}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
