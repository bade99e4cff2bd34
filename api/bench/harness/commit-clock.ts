import type { Client } from 'pg';

import { nowUs } from './clock.ts';

const ROUNDS = 100;

/**
 * Brings PostgreSQL's wall clock (of `pg_xact_commit_timestamp`) and the monotonic clock of the processes together. The
 * wall clock may be slewed during a run, so the two are compared before and after, and the difference interpolated.
 */
export class CommitClock {
  private readonly client: Client;
  private readonly marks: { atUs: number; offsetUs: number; errorUs: number }[] = [];

  constructor(client: Client) {
    this.client = client;
  }

  /** To be called right before and right after what is measured. */
  async mark(): Promise<void> {
    let best = { atUs: 0, offsetUs: 0, errorUs: Infinity };
    for (let round = 0; round < ROUNDS; round++) {
      const sentUs = nowUs();
      const { rows } = await this.client.query<{ us: number }>({
        name: 'commit_clock',
        text: 'SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::float8 AS us',
      });
      const receivedUs = nowUs();
      const errorUs = (receivedUs - sentUs) / 2;
      if (errorUs < best.errorUs) {
        best = { atUs: sentUs + errorUs, offsetUs: (rows[0]?.us ?? 0) - sentUs - errorUs, errorUs };
      }
    }
    this.marks.push(best);
  }

  /** How far a converted time may be off, microseconds: half of the quickest round trip. */
  get errorUs(): number {
    return Math.max(...this.marks.map((mark) => mark.errorUs));
  }

  /** Takes a commit timestamp (microseconds since the epoch) to the processes' clock. */
  toMonotonicUs(epochUs: number): number {
    const [first] = this.marks;
    const last = this.marks.at(-1);
    if (!first || !last) throw new Error('mark() has not been called');
    const share = last === first ? 0 : (epochUs - first.offsetUs - first.atUs) / (last.atUs - first.atUs);
    return epochUs - (first.offsetUs + Math.min(1, Math.max(0, share)) * (last.offsetUs - first.offsetUs));
  }
}
