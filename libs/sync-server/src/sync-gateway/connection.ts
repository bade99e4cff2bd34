import { CloseCode, type ResyncReason, type ServerMessage, type SnapshotToken } from '@tidemark/protocol';
import type { WebSocket } from 'ws';

import type { Session } from '../access/session.ts';
import type { SocketOptions } from '../live-options.ts';
import { Holdings } from '../subscription/holdings.ts';
import type { Signal } from '../subscription/signal.ts';
import type { Subscriber } from '../subscription/subscriber.ts';
import { FrameCache } from './frame-cache.ts';
import { SignalQueue } from './signal-queue.ts';
import { TokenBucket } from './token-bucket.ts';

/** Signals in one INVALIDATE: about 45 KB. */
const SIGNALS_PER_FRAME = 500;
/** How long a closing handshake may take before the socket is cut. */
const CLOSE_GRACE_MS = 1_000;

/** What a connection tells its owner. */
export interface ConnectionEvents {
  /** A frame with so many signals went out. */
  onSent(signals: number): void;
  /** The reader became too slow, or caught up. */
  onStall(connection: Connection, isStalled: boolean): void;
  /** The token of everything that the feed has delivered. */
  readonly position: SnapshotToken | undefined;
}

/**
 * One socket: what it subscribes to, what waits to be sent, and how it ends.
 *
 * What must hold (see `log-watcher/invariants.md`):
 * 1. A token goes out only on a frame after which nothing older waits: not while signals are queued, and not while a
 *    replay is under way.
 * 2. Messages are handled one after the other, in the order of arrival.
 * 3. After `close` nothing more is sent, and nothing more is handled.
 */
export class Connection implements Subscriber {
  readonly connectionId: string;
  readonly holdings = new Holdings();
  session: Session;
  readonly bucket: TokenBucket;
  /** Times of recent malformed messages, milliseconds. */
  badMessages: number[] | undefined;
  /** Pings without an answer. */
  unansweredPings = 0;
  /** Since when unsent data has been above the mark; undefined while the reader keeps up. */
  stalledSinceMs: number | undefined;
  private readonly socket: WebSocket;
  private readonly options: SocketOptions;
  private readonly events: ConnectionEvents;
  private readonly waiting = new SignalQueue();
  private handling: Promise<void> = Promise.resolve();
  private unhandled = 0;
  private isClosing = false;
  private replays = 0;

  constructor(
    identity: { connectionId: string; session: Session },
    socket: WebSocket,
    options: SocketOptions,
    events: ConnectionEvents,
  ) {
    this.connectionId = identity.connectionId;
    this.session = identity.session;
    this.socket = socket;
    this.options = options;
    this.events = events;
    this.bucket = new TokenBucket(options.messagesPerSecond, options.messageBurst);
  }

  get personId(): string {
    return this.session.personId;
  }

  get isOpen(): boolean {
    return !this.isClosing && this.socket.readyState === this.socket.OPEN;
  }

  /** Bytes handed over that have not reached the kernel yet. */
  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** The token that may go on the next frame: undefined while anything older waits. */
  get promise(): SnapshotToken | undefined {
    return this.waiting.isEmpty && this.replays === 0 ? this.events.position : undefined;
  }

  /** Runs a replay: until it ends no token may go out, because older signals than the token's may still come. */
  async withoutTokens<T>(replay: () => Promise<T>): Promise<T> {
    this.replays++;
    try {
      return await replay();
    } finally {
      this.replays--;
    }
  }

  queue(signal: Signal): void {
    if (this.isOpen) this.waiting.add(signal);
  }

  queueResync(reason: ResyncReason, entityCode?: string): void {
    if (this.isOpen) this.waiting.addResync(reason, entityCode);
  }

  /** Sends what waits, as far as the reader keeps up; the rest follows when the socket has drained. */
  flush(cache: FrameCache): void {
    while (this.isOpen && !this.waiting.isEmpty) {
      if (this.socket.bufferedAmount > this.options.sendHighWaterBytes) return this.stall();
      const resync = this.waiting.takeResync();
      if (resync) {
        const { reason, entityCode } = resync;
        this.send({ type: 'RESYNC', payload: { reason, ...(entityCode !== undefined && { entityCode }) } });
        continue;
      }
      const signals = this.waiting.takeSignals(SIGNALS_PER_FRAME);
      this.write(cache.invalidate(signals, this.promise));
      this.events.onSent(signals.length);
    }
    if (this.stalledSinceMs !== undefined && this.waiting.isEmpty) {
      this.stalledSinceMs = undefined;
      this.events.onStall(this, false);
    }
  }

  /** Answers a message. Replies do not wait behind signals; a reader that takes neither is cut off. */
  send(message: ServerMessage): void {
    if (!this.isOpen) return;
    this.write(JSON.stringify(message));
    if (this.socket.bufferedAmount > this.options.sendLimitBytes) {
      this.close(CloseCode.Overloaded, 'reading too slowly');
    }
  }

  /** Handles a message after those before it. Reading pauses while too many wait. */
  handleInOrder(work: () => Promise<void>): void {
    if (++this.unhandled === this.options.messageBurst) this.socket.pause();
    this.handling = this.handling.then(work).finally(() => {
      if (this.unhandled-- === this.options.messageBurst) this.socket.resume();
    });
  }

  /** Resolves when every message that has arrived is handled. */
  whenHandled(): Promise<void> {
    return this.handling;
  }

  ping(): void {
    this.unansweredPings++;
    this.socket.ping();
  }

  /** Ends the connection with a code and a reason for people (at most 123 bytes). Harmless when repeated. */
  close(code: CloseCode, reason: string): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.waiting.clear();
    this.socket.resume();
    this.socket.close(code, reason);
    // A reader that is gone or stuck never completes the closing handshake.
    setTimeout(() => this.socket.terminate(), CLOSE_GRACE_MS).unref();
  }

  /** Its session was revoked. */
  endSession(): void {
    this.close(CloseCode.Unauthenticated, 'the session was ended');
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.isClosing = true;
    this.waiting.clear();
    this.socket.terminate();
  }

  private write(frame: string | Buffer): void {
    this.socket.send(frame, { binary: false }, this.onWritten);
  }

  private stall(): void {
    if (this.stalledSinceMs !== undefined) return;
    this.stalledSinceMs = Date.now();
    this.events.onStall(this, true);
  }

  /** The socket has drained a frame: go on where `flush` stopped. */
  private readonly onWritten = (): void => {
    if (this.stalledSinceMs === undefined || this.socket.bufferedAmount > this.options.sendHighWaterBytes / 2) return;
    this.flush(new FrameCache());
  };
}
