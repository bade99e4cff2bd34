import { setTimeout as delay } from 'node:timers/promises';

import { BEARER_SUBPROTOCOL_PREFIX, type ServerMessage, SUBPROTOCOL, SYNC_PATH } from '@tidemark/protocol';
import { type ClientOptions, WebSocket } from 'ws';

const PATIENCE_MS = 5_000;

export type Received<Type extends ServerMessage['type'] = ServerMessage['type']> = Extract<
  ServerMessage,
  { type: Type }
>;

/** A client that remembers all that it received. */
export class TestSocket {
  readonly received: ServerMessage[] = [];
  readonly socket: WebSocket;
  /** Close code, once closed. */
  readonly closed: Promise<number>;
  closeReason = '';
  private read = 0;
  private wakeUp: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.closeReason = reason.toString();
        resolve(code);
        this.wake();
      });
    });
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      this.received.push(JSON.parse(data.toString()) as ServerMessage);
      this.wake();
    });
  }

  /** Connects as our client does and waits for CONNECTED. */
  static async open(port: number, token: string, options: ClientOptions = {}): Promise<TestSocket> {
    const protocols = [SUBPROTOCOL, `${BEARER_SUBPROTOCOL_PREFIX}${token}`];
    const socket = new TestSocket(new WebSocket(`ws://127.0.0.1:${port}${SYNC_PATH}`, protocols, options));
    await socket.next('CONNECTED');
    return socket;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Sends and waits for the answer of the type. */
  async ask<Type extends ServerMessage['type']>(message: object, type: Type): Promise<Received<Type>> {
    this.send(message);
    return this.next(type);
  }

  /** The next unread message of the type; those before it are skipped. Rejects when none comes in time. */
  async next<Type extends ServerMessage['type']>(type: Type, patienceMs = PATIENCE_MS): Promise<Received<Type>> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      while (this.read < this.received.length) {
        const message = this.received[this.read++];
        if (message?.type === type) return message as Received<Type>;
      }
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed while waiting for ${type}`);
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) {
        throw new Error(`no ${type} within ${patienceMs} ms; last: ${JSON.stringify(this.received.slice(-3))}`);
      }
      await Promise.race([
        new Promise<void>((resolve) => this.wakeUp.push(resolve)),
        delay(leftMs, undefined, { ref: false }),
      ]);
    }
  }

  /** Everything of the type so far, read or not. */
  all<Type extends ServerMessage['type']>(type: Type): Received<Type>[] {
    return this.received.filter((message): message is Received<Type> => message.type === type);
  }

  /** What INVALIDATE has said about a record so far, oldest first. */
  signalsFor(entityId: string): { action: string; version: number }[] {
    return this.all('INVALIDATE')
      .flatMap(({ payload }) => payload.changes)
      .filter((change) => change.entityId === entityId)
      .map(({ action, version }) => ({ action, version }));
  }

  /** Resolves when everything that the server had queued before has arrived. */
  async settle(): Promise<void> {
    await this.ask({ type: 'PING', ref: `settle-${this.read}` }, 'PONG');
  }

  /** Lets go of what was received, where that is much. */
  forget(): void {
    this.received.length = 0;
    this.read = 0;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  private wake(): void {
    for (const resolve of this.wakeUp.splice(0)) resolve();
  }
}
