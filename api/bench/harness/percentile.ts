/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank; NaN without samples. No interpolation. */
export function percentile(samples: readonly number[] | Float64Array, share: number): number {
  if (samples.length === 0) return NaN;
  const sorted = Float64Array.from(samples).sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** p50, p95, p99 and the largest. */
export interface Spread {
  readonly n: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export function spreadOf(samples: readonly number[]): Spread {
  const at = (share: number) => percentile(samples, share);
  return { n: samples.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
