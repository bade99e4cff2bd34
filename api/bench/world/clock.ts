const SAMPLES = 20_000;

/**
 * Wall-clock time in milliseconds with microsecond resolution, on the same scale as PostgreSQL's clock on this machine.
 * `Date.now()` is cut to whole milliseconds, so of many samples the greatest difference from the fine clock is the true
 * one; it is taken anew with each call of the function returned, against drift.
 */
export function calibrateClock(): () => number {
  let offset = 0;
  const sample = () => {
    const difference = Date.now() - performance.now();
    // A wall clock that was set back would otherwise never be believed.
    if (difference > offset || difference < offset - 10) offset = difference;
  };
  for (let n = 0; n < SAMPLES; n++) sample();
  return () => {
    sample();
    return performance.now() + offset;
  };
}
