/** The delays and sizes of the engine that an application, or a test, may want otherwise. */
export interface Tuning {
  /** Signals are collected for this long before they are fetched, and wishes before they are subscribed to. */
  readonly collectMs: number;
  /** A view's interest outlives the view by this long, so that going back and forth costs nothing. */
  readonly graceMs: number;
  /** Full jitter: a retry waits a random time up to `retryBaseMs * 2^attempt`, at most `retryMaxMs`. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** A request without an answer after this long counts as lost. */
  readonly requestTimeoutMs: number;
  /** A socket that was not greeted after this long counts as dead. */
  readonly connectTimeoutMs: number;
  /** Sockets that fail in a row before the engine falls back to polling. */
  readonly failuresBeforePolling: number;
  /** Interval of polling, give or take a fifth. */
  readonly pollMs: number;
  /** The leader says this often that it is alive. */
  readonly beatMs: number;
  /** A leader that was silent for this long is replaced. */
  readonly leaseMs: number;
  /** Changes of records that nobody shows, fetched one by one up to this many; beyond, the lists are loaded again. */
  readonly unseenFetchLimit: number;
}

export const DEFAULT_TUNING: Tuning = {
  collectMs: 5,
  graceMs: 5_000,
  retryBaseMs: 500,
  retryMaxMs: 30_000,
  requestTimeoutMs: 30_000,
  connectTimeoutMs: 10_000,
  failuresBeforePolling: 3,
  pollMs: 15_000,
  beatMs: 500,
  leaseMs: 1_600,
  unseenFetchLimit: 500,
};
