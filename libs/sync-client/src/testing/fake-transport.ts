import { CloseCode, type ServerMessage } from '@tidemark/protocol';

import type { HttpRequest, HttpResponse, Socket, Transport } from '../ports/transport.ts';
import type { FakeConnection, FakeServer } from './fake-server.ts';

/** What a simulated network does with what is sent over it. Each hook may hold back, lose or repeat. */
export interface NetworkFaults {
  /** Whether anything passes at all. */
  isUp(): boolean;
  /** Whether sockets can be opened; requests pass all the same. */
  allowsSockets(): boolean;
  /** Runs `deliver` when the packet arrives; not at all where it is lost. */
  carry(kind: 'request' | 'response' | 'frame', deliver: () => void, lose: () => void): void;
}

/** A network without faults. */
export const PERFECT_NETWORK: NetworkFaults = {
  isUp: () => true,
  allowsSockets: () => true,
  carry: (_, deliver) => queueMicrotask(deliver),
};

/** Closed by the client's side or by the network: no close frame arrived. */
const ABNORMAL = 1006;

/** Connects an engine to a `FakeServer`, over a network that a test controls. */
export class FakeTransport implements Transport {
  readonly #server: FakeServer;
  readonly #network: NetworkFaults;
  /** The person whose token it is; null where the server does not accept it. */
  readonly #personOf: (token: string) => string | null;
  readonly #open = new Set<() => void>();

  constructor(
    server: FakeServer,
    personOf: (token: string) => string | null = (token) => token,
    network: NetworkFaults = PERFECT_NETWORK,
  ) {
    this.#server = server;
    this.#personOf = personOf;
    this.#network = network;
  }

  fetch(url: string, request: HttpRequest): Promise<HttpResponse> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error('network failure'));
      if (!this.#network.isUp()) return queueMicrotask(fail);
      request.signal?.addEventListener('abort', fail);
      const token = (request.headers['authorization'] ?? '').replace('Bearer ', '');
      this.#network.carry(
        'request',
        () => {
          const response = this.#server.handle(url, request, this.#personOf(token));
          this.#network.carry('response', () => resolve(response), fail);
        },
        fail,
      );
    });
  }

  openSocket(_url: string, protocols: readonly string[]): Socket {
    const token = protocols.find((protocol) => protocol.startsWith('bearer.'))?.slice('bearer.'.length) ?? '';
    let connection: FakeConnection | undefined;
    let isClosed = false;
    const socket: Socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (text) => {
        if (isClosed) return;
        this.#network.carry(
          'frame',
          () => connection && !isClosed && this.#server.receive(connection, text),
          () => end(ABNORMAL),
        );
      },
      close: () => end(CloseCode.Normal),
    };
    const end = (code: number, reason = ''): void => {
      if (isClosed) return;
      isClosed = true;
      this.#open.delete(cut);
      if (connection) this.#server.disconnect(connection);
      queueMicrotask(() => socket.onclose?.({ code, reason }));
    };
    const cut = (): void => end(ABNORMAL);
    this.#open.add(cut);
    queueMicrotask(() => {
      const personId = this.#personOf(token);
      if (!this.#network.isUp() || !this.#network.allowsSockets() || personId === null) return end(ABNORMAL);
      socket.onopen?.();
      connection = this.#server.connect(personId, {
        send: (message: ServerMessage) =>
          this.#network.carry('frame', () => !isClosed && socket.onmessage?.(JSON.stringify(message)), cut),
        close: end,
      });
    });
    return socket;
  }

  /** Ends every socket, as a lost network does. */
  cut(): void {
    for (const cut of [...this.#open]) cut();
  }
}
