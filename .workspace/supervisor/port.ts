import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/**
 * The port to listen on: the one asked for, or a free one for 0. Throws, saying what to do, if it is taken; asked before
 * anything slow happens, because a busy port is the usual reason why a first start fails.
 */
export async function claimPort(port: number, host: string | undefined): Promise<number> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ port, host, exclusive: true }, resolve);
    });
    return (server.address() as AddressInfo).port;
  } catch (error) {
    throw new Error(portMessage(port, host, error as NodeJS.ErrnoException), { cause: error });
  } finally {
    server.close();
  }
}

function portMessage(port: number, host: string | undefined, { code, message }: NodeJS.ErrnoException): string {
  const other = `  API_PORT=${port + 1} npm start`;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use by another program. Stop that program (\`lsof -i :${port}\` or \`ss -ltnp\` names it), or take another port:\n${other}`;
  }
  if (code === 'EACCES')
    return `Port ${port} is reserved for the administrator of this machine. Take one above 1023:\n  API_PORT=4000 npm start`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `API_HOST is '${host}', which is not an address of this machine.`;
  return `Cannot listen on port ${port}: ${message}`;
}
