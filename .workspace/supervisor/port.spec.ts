import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';

import { claimPort } from './port.ts';

describe('port', () => {
  let other: Server;
  beforeEach(() => new Promise<void>((resolve) => (other = createServer().listen(0, '127.0.0.1', resolve))));
  afterEach(() => other.close());

  it('is free to use after it was claimed', async () => {
    const port = await claimPort(0, '127.0.0.1');
    expect(await claimPort(port, '127.0.0.1')).toBe(port);
  });

  it('that another program uses is refused with the way out', async () => {
    const { port } = other.address() as AddressInfo;
    await expect(claimPort(port, undefined)).rejects.toThrow(`Port ${port} is in use by another program.`);
    await expect(claimPort(port, undefined)).rejects.toThrow(`API_PORT=${port + 1} npm start`);
  });

  it.each(['192.0.2.1', '999.0.0.1'])('on %s, which is no address of this machine, is refused', async (host) => {
    await expect(claimPort(0, host)).rejects.toThrow(`API_HOST is '${host}'`);
  });
});
