import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work without letting timers, sockets and other requests have a turn, in milliseconds. */
const STRETCH_MS = 8;

/**
 * Keeps long loops from holding up the event loop: `await breath.take()` in each round costs next to nothing until a
 * stretch of work has lasted too long, and then waits for one turn of the loop.
 */
export class Breath {
  private since = performance.now();

  /** Whether it is time to pause; lets a hot loop avoid an `await` in each round. */
  get isDue(): boolean {
    return performance.now() - this.since > STRETCH_MS;
  }

  async take(): Promise<void> {
    if (!this.isDue) return;
    await setImmediate();
    this.since = performance.now();
  }
}
