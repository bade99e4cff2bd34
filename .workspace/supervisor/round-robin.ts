import { connect, createServer, type Server, type Socket } from 'node:net';

/** How long a server may take to accept before the next one is tried. */
const CONNECT_PATIENCE_MS = 1_000;

/**
 * A load balancer of the simplest kind: TCP connections go to the ports in turn, and past those that do not answer. What
 * travels on them is not looked at, so WebSockets work like everything else.
 */
export function startRoundRobin(
  port: number,
  host: string | undefined,
  ports: () => readonly number[],
): Promise<Server> {
  let turn = 0;
  const server = createServer({ pauseOnConnect: true }, (client) => {
    client.on('error', () => client.destroy());
    const targets = ports();
    const start = turn++;
    const order = targets.map((_, n) => targets[(start + n) % targets.length]).filter((one) => one !== undefined);
    void join(client, order);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });
}

/** Joins the client with the first server that accepts; hangs up where none does. */
async function join(client: Socket, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const upstream = await accept(port);
    if (!upstream) continue;
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.setNoDelay(true).on('error', end).on('close', end);
    client.pipe(upstream);
    upstream.pipe(client);
    client.resume();
    return;
  }
  client.destroy();
}

function accept(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const fail = () => {
      socket.destroy();
      resolve(undefined);
    };
    socket.setTimeout(CONNECT_PATIENCE_MS, fail).once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0).off('error', fail);
      resolve(socket);
    });
  });
}
