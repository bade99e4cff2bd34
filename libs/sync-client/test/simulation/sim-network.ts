import { BehaviorSubject } from 'rxjs';

import type { ManualClock } from '../../src/testing/index.ts';

/** One browser's network: packets are delayed, lost and repeated as the script says. */
export class SimNetwork {
  readonly online$ = new BehaviorSubject(true);
  allowsSockets = true;
  /** Greatest delay of a packet, in milliseconds. */
  delayMs = 0;
  /** Chance that a request or its answer is lost, 0 to 1. */
  loss = 0;
  /** Chance that a request reaches the server twice, or a frame the client. */
  repeats = 0;
  readonly #clock: ManualClock;
  readonly #random: () => number;
  /** Frames keep their order, as TCP keeps it. */
  #lastFrameAt = 0;
  #framesUnderWay = 0;

  constructor(clock: ManualClock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  get isUp(): boolean {
    return this.online$.value;
  }

  carry(kind: 'request' | 'response' | 'frame', deliver: () => void, lose: () => void): void {
    const now = this.#clock.now();
    const arrivesAt = now + (this.delayMs > 0 ? Math.floor(this.#random() * this.delayMs) : 0);
    const isLost = kind !== 'frame' && this.#random() < this.loss;
    const isRepeated = this.#random() < this.repeats && kind !== 'response';
    const at = kind === 'frame' ? Math.max(arrivesAt, this.#lastFrameAt) : arrivesAt;
    if (kind === 'frame') this.#lastFrameAt = at;
    // Behind a frame that is still under way, even at the same moment.
    const mustQueue = kind === 'frame' && this.#framesUnderWay > 0;
    if (kind === 'frame') this.#framesUnderWay += 1;
    const arrive = (): void => {
      if (kind === 'frame') this.#framesUnderWay -= 1;
      if (isLost || (!this.isUp && kind !== 'frame')) return lose();
      deliver();
      if (isRepeated) deliver();
    };
    if (at <= now && !mustQueue) queueMicrotask(arrive);
    else this.#clock.setTimeout(arrive, at - now);
  }

  heal(): void {
    this.delayMs = 0;
    this.loss = 0;
    this.repeats = 0;
    this.allowsSockets = true;
    if (!this.isUp) this.online$.next(true);
  }
}
