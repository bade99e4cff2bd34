import { v7 } from 'uuid';

import type { Clock } from '../ports/clock.ts';

/**
 * UUIDv7s in strictly rising order within a tab, from the injected clock and random source, so that a simulation
 * gives the same ids each time. The 32-bit sequence counts ids of the same millisecond, or of a clock that went back.
 */
export class IdFactory {
  readonly #clock: Clock;
  readonly #random: () => number;
  #lastMs = 0;
  #sequence = 0;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  next(): string {
    const now = this.#clock.now();
    if (now > this.#lastMs) {
      this.#lastMs = now;
      this.#sequence = 0;
    } else this.#sequence += 1;
    const random = Uint8Array.from({ length: 16 }, () => Math.floor(this.#random() * 256));
    return v7({ msecs: this.#lastMs, seq: this.#sequence, random });
  }
}
