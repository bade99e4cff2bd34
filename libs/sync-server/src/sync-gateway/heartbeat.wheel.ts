import type { Connection } from './connection.ts';

/** Pings without an answer before a socket counts as dead. */
const UNANSWERED_PINGS = 2;
const TICK_MS = 1_000;

/**
 * Pings every connection once per heartbeat, spread over the interval so that thousands are not pinged at once: one
 * timer turns a wheel with a slot for each second.
 */
export class HeartbeatWheel {
  private readonly slots: Set<Connection>[];
  private readonly tickMs: number;
  private hand = 0;
  private next = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(heartbeatMs: number) {
    const slots = Math.max(1, Math.round(heartbeatMs / TICK_MS));
    this.tickMs = heartbeatMs / slots;
    this.slots = Array.from({ length: slots }, () => new Set());
  }

  start(): void {
    this.timer = setInterval(() => this.turn(), this.tickMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Returns what takes the connection off again. */
  add(connection: Connection): () => void {
    this.next = (this.next + 1) % this.slots.length;
    const slot = this.slots[this.next];
    slot?.add(connection);
    return () => void slot?.delete(connection);
  }

  private turn(): void {
    this.hand = (this.hand + 1) % this.slots.length;
    for (const connection of this.slots[this.hand] ?? []) {
      if (connection.unansweredPings >= UNANSWERED_PINGS) connection.terminate();
      else connection.ping();
    }
  }
}
