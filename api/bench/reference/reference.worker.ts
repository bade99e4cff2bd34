// The bare reference: one LISTEN connection, and a plain `ws` server that sends each notification to everybody.
// No sign-in, no authorisation, no log, nothing kept for those who were away: the least that could possibly work.
import type { AddressInfo } from 'node:net';

import pg from 'pg';
import { WebSocketServer } from 'ws';

import { serveCommands } from '../harness/serve-commands.ts';
import { REFERENCE_CHANNEL } from './reference-channel.ts';

serveCommands({
  /** Resolves with the port. */
  async start({ url }: { url: string }): Promise<number> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
    await new Promise((resolve) => server.once('listening', resolve));
    const listener = new pg.Client({ connectionString: url, application_name: 'bench-reference' });
    await listener.connect();
    listener.on('notification', ({ payload }) => {
      const frame = Buffer.from(payload ?? '');
      for (const socket of server.clients) socket.send(frame, { binary: false });
    });
    await listener.query(`LISTEN ${REFERENCE_CHANNEL}`);
    return (server.address() as AddressInfo).port;
  },
});
