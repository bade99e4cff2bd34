import { setTimeout as delay } from 'node:timers/promises';

import type { Scope, ServerMessage, SnapshotToken } from '@tidemark/protocol';

import { includes } from '../../src/change-log/snapshot.ts';
import { TestSocket } from '../test-socket.ts';

/** What a client asked for: ids, or a scope. */
export interface Interest {
  readonly entityCode: string;
  readonly ids: Set<string>;
  readonly scope?: Scope;
}

/** Stands for the version of a record that was refused: it says nothing about later ones. */
export const REFUSED = Number.MAX_SAFE_INTEGER;

/** The last word that a client got about a record. */
export interface Word {
  readonly action: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly version: number;
  /** Counts all words of the client, so that a check can tell new ones. */
  readonly at: number;
}

/** A client that comes back: it resubscribes with its last token wherever it can connect, and adds up what it is told. */
export class OracleClient {
  readonly personId: string;
  readonly interests: readonly Interest[];
  readonly words = new Map<string, Word>();
  /** Entities, or all of them (undefined), that it was told to fetch again, with the count of words at that time. */
  readonly resyncs: { readonly entityCode: string | undefined; readonly at: number }[] = [];
  count = 0;
  private token: SnapshotToken | undefined;
  private socket: TestSocket | undefined;
  private isStopped = false;
  private readonly name: string;
  private readonly credential: string;
  private readonly port: () => number;

  constructor(
    name: string,
    person: { id: string; credential: string },
    interests: readonly Interest[],
    port: () => number,
  ) {
    this.name = name;
    this.personId = person.id;
    this.credential = person.credential;
    this.interests = interests;
    this.port = port;
  }

  /** Connects and subscribes; again and again until it succeeds. */
  async connect(): Promise<void> {
    for (let attempt = 0; !this.isStopped; attempt++) {
      try {
        await this.tryConnect();
        return;
      } catch (error) {
        if (attempt > 100) throw new Error(`${this.name} cannot connect: ${String(error)}`, { cause: error });
        await delay(20 + Math.random() * 80);
      }
    }
  }

  /** Resolves when the client has been promised everything up to the snapshot. */
  async caughtUp(snapshot: SnapshotToken): Promise<void> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(15)) {
      const { socket } = this;
      if (!socket) continue;
      const promised = await socket
        .ask({ type: 'PING' }, 'PONG')
        .then((pong) => pong.payload.snapshot)
        .catch(() => undefined);
      if (promised && socket === this.socket && includes(promised, snapshot)) return;
    }
    throw new Error(`${this.name} was never promised ${snapshot}; it has ${this.token}`);
  }

  /** Its network is gone without a word; it comes back. */
  drop(): void {
    this.socket?.socket.terminate();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.socket?.close();
  }

  private async tryConnect(): Promise<void> {
    const socket = await TestSocket.open(this.port(), this.credential);
    socket.socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as ServerMessage));
    void socket.closed.then(() => {
      if (this.socket === socket) this.socket = undefined;
      if (!this.isStopped) void this.connect();
    });
    const since = this.token;
    for (const { entityCode, ids, scope } of this.interests) {
      if (!scope && ids.size === 0) continue;
      const payload = { entityCode, ...(scope ? { scope } : { entityIds: [...ids] }), since };
      const answer = await socket.ask({ type: 'SUBSCRIBE', payload }, 'SUBSCRIBED');
      for (const id of answer.payload.refused) {
        ids.delete(id);
        // To the client it is gone, like after a DELETE.
        this.words.set(`${entityCode}|${id}`, { action: 'DELETE', version: REFUSED, at: ++this.count });
      }
    }
    this.socket = socket;
  }

  private hear(message: ServerMessage): void {
    if (message.type === 'RESYNC') this.resyncs.push({ entityCode: message.payload.entityCode, at: ++this.count });
    if (message.type === 'INVALIDATE') {
      const { entityCode, changes } = message.payload;
      for (const { entityId, action, version } of changes) this.note(`${entityCode}|${entityId}`, action, version);
    }
    // A client must not take a promise for subscriptions that it has yet to make again.
    const isWhole = this.socket !== undefined || this.token === undefined;
    if ('payload' in message && 'snapshot' in message.payload && message.payload.snapshot && isWhole) {
      this.token = message.payload.snapshot;
    }
  }

  private note(key: string, action: Word['action'], version: number): void {
    const earlier = this.words.get(key);
    // An older version is ignored, as in the real client.
    if (earlier && earlier.version > version && earlier.version !== REFUSED) return;
    this.words.set(key, { action, version, at: ++this.count });
  }
}
