import type { Limits } from '@tidemark/protocol';

import type { Clock, TimerHandle } from '../ports/clock.ts';

/** The part of the server's limits that is used: messages may arrive closer together than they were sent. */
const USED_SHARE = 0.9;

export interface MessagePacerOptions {
  readonly clock: Clock;
  /** The server's limits as last announced. */
  readonly limits: () => Limits;
  /** Puts a message on the wire. */
  readonly send: (text: string) => void;
}

/**
 * Sends no faster than the server takes: a burst at once, then at the sustained rate, so that however fast somebody
 * turns pages the connection is never closed for it (4429). What has to wait keeps its order. The arithmetic is that of
 * the generic cell rate algorithm (ITU-T I.371).
 */
export class MessagePacer {
  readonly #options: MessagePacerOptions;
  readonly #waiting: string[] = [];
  /** When the whole burst is free again, if nothing more is sent. */
  #restedAt = 0;
  #timer: TimerHandle | undefined;

  constructor(options: MessagePacerOptions) {
    this.#options = options;
  }

  push(text: string): void {
    this.#waiting.push(text);
    if (this.#timer === undefined) this.#drain();
  }

  /** Forgets what waits: the socket is gone. */
  stop(): void {
    this.#waiting.length = 0;
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #drain(): void {
    const { clock, limits, send } = this.#options;
    const { messagesPerSecond, messageBurst } = limits();
    const intervalMs = 1_000 / (messagesPerSecond * USED_SHARE);
    const burstMs = intervalMs * Math.max(0, Math.floor(messageBurst * USED_SHARE) - 1);
    while (this.#waiting.length > 0) {
      const now = clock.now();
      const tooEarlyMs = this.#restedAt - now - burstMs;
      if (tooEarlyMs > 0) {
        this.#timer = clock.setTimeout(() => {
          this.#timer = undefined;
          this.#drain();
        }, Math.ceil(tooEarlyMs));
        return;
      }
      this.#restedAt = Math.max(now, this.#restedAt) + intervalMs;
      send(this.#waiting.shift() ?? '');
    }
  }
}
