/**
 * Full jitter: a random delay up to `baseMs * 2^attempt`, at most `maxMs`. Clients that lost the same server thus come
 * back spread over the whole interval instead of all at once.
 */
export function backoffMs(
  attempt: number,
  { baseMs, maxMs }: { baseMs: number; maxMs: number },
  random: () => number,
): number {
  return Math.round(random() * Math.min(maxMs, baseMs * 2 ** Math.min(attempt, 30)));
}
