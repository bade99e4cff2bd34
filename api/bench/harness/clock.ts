/** Microseconds of the machine's monotonic clock. All processes of one machine read the same clock, so stamps compare. */
export function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}
