import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import pg from 'pg';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * The bare reference: what one gets with the least code. A trigger calls `pg_notify`, this process LISTENs and writes
 * each payload to every socket. No sign-in, no subscriptions, no access checks, nothing is found again after a loss.
 */
const listener = new pg.Client({ connectionString: process.env['REFERENCE_DATABASE_URL'] });
await listener.connect();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
listener.on('notification', ({ payload = '' }) => {
  const frame = Buffer.from(payload);
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN) client.send(frame, { binary: false });
  }
});
await listener.query('LISTEN bare');
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on ${(http.address() as AddressInfo).port}\n`);
});
process.once('SIGTERM', () => process.exit(0));
