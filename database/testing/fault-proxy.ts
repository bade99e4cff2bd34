import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a server and PostgreSQL, and fails on request. */
export class FaultProxy {
  private readonly sockets = new Set<Socket>();
  /** Those of them that nothing passes by any more. */
  private readonly forgotten = new Set<Socket>();
  private mode: 'pass' | 'refuse' | 'silent' = 'pass';
  private readonly server: Server;
  private readonly target: URL;

  private constructor(server: Server, target: URL) {
    this.server = server;
    this.target = target;
  }

  static async before(url: string): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new FaultProxy(server, new URL(url));
    server.on('connection', (socket) => proxy.accept(socket));
    return proxy;
  }

  /** The same database, by way of the proxy. */
  urlOf(url: string): string {
    const through = new URL(url);
    through.port = String((this.server.address() as AddressInfo).port);
    return through.href;
  }

  /** Cuts every connection and refuses new ones: the server is down. */
  down(): void {
    this.mode = 'refuse';
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Keeps connections open and passes nothing on: the network is a black hole. */
  silence(): void {
    this.mode = 'silent';
    this.forget();
  }

  /** Passes nothing on by the connections there are; new ones work: another machine has taken over the address. */
  forget(): void {
    for (const socket of this.sockets) {
      socket.pause().unpipe();
      this.forgotten.add(socket);
    }
  }

  /** Works again; what was held back until now is lost, and its connections are reset. */
  heal(): void {
    this.mode = 'pass';
    for (const socket of this.forgotten) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    this.track(client);
    if (this.mode === 'refuse') client.resetAndDestroy();
    if (this.mode !== 'pass') return;
    const upstream = connect(Number(this.target.port), this.target.hostname);
    this.track(upstream);
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  }

  private track(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    if (this.mode === 'silent') this.forgotten.add(socket);
    socket.on('close', () => {
      this.sockets.delete(socket);
      this.forgotten.delete(socket);
    });
  }
}
