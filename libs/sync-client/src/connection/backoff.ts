import type { Tuning } from '../engine/tuning.ts';

/**
 * Full jitter: a random delay up to `retryBaseMs * 2^attempt`, at most `retryMaxMs`. Clients that lost the same server
 * thus come back spread over the whole interval instead of all at once.
 */
export function backoffMs(
  attempt: number,
  { retryBaseMs, retryMaxMs }: Pick<Tuning, 'retryBaseMs' | 'retryMaxMs'>,
  random: () => number,
): number {
  return Math.round(random() * Math.min(retryMaxMs, retryBaseMs * 2 ** Math.min(attempt, 30)));
}
