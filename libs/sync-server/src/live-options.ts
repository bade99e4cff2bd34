import { DEFAULT_HEARTBEAT_MS, DEFAULT_LIMITS } from '@tidemark/protocol';
import { z } from 'zod';

const milliseconds = () => z.number().int().positive();
const count = () => z.number().int().positive();

/** What one socket may do, and how long it may take. */
const socketSchema = z.strictObject({
  /** Origins (`https://app.example.com`) that browsers may connect from, besides the host that they connect to. */
  allowedOrigins: z.array(z.string()).default([]),
  idsPerMessage: count().default(DEFAULT_LIMITS.idsPerMessage),
  subscriptionsPerConnection: count().default(DEFAULT_LIMITS.subscriptionsPerConnection),
  /** Of one person, across all pods. */
  connectionsPerUser: count().default(DEFAULT_LIMITS.connectionsPerUser),
  frameBytes: count().default(DEFAULT_LIMITS.frameBytes),
  /** Connections of this pod; the next one is answered with 503. */
  connectionsPerPod: count().default(20_000),
  /** A ping goes out this often; after two without an answer the socket is dropped. */
  heartbeatMs: milliseconds().default(DEFAULT_HEARTBEAT_MS),
  /** A connection that has sent nothing for this long after its handshake is closed with 4408. */
  firstMessageMs: milliseconds().default(10_000),
  /** AUTH_EXPIRING goes out this long before the access token ends. */
  authWarningMs: milliseconds().default(60_000),
  /** A socket outlives its access token by this much, for clocks that differ. */
  authSkewMs: z.number().int().nonnegative().default(5_000),
  /** Sustained rate and burst of messages from one connection; above it, 4429. */
  messagesPerSecond: count().default(DEFAULT_LIMITS.messagesPerSecond),
  messageBurst: count().default(DEFAULT_LIMITS.messageBurst),
  /** Malformed messages within ten seconds before the socket is closed with 1008. */
  badMessages: count().default(10),
  /** Above this much unsent data signals wait and collapse. */
  sendHighWaterBytes: count().default(256 * 1024),
  /** Above this much unsent data, or waiting for longer than `sendStallMs`, the socket is closed with 1013. */
  sendLimitBytes: count().default(1024 * 1024),
  sendStallMs: milliseconds().default(10_000),
  /** Rows of the log that one SUBSCRIBE with `since` may replay; beyond it, RESYNC. */
  replayRows: count().default(10_000),
  /** How long a shutdown may take to see its sockets closed. */
  drainMs: milliseconds().default(5_000),
  /** Clients are asked to spread their return after a restart over this long. */
  restartSpreadMs: milliseconds().default(2_000),
});

/** How this pod follows the log. */
const tailSchema = z.strictObject({
  /** Pause between polls while changes arrive, and for `busyForMs` afterwards. */
  busyMs: milliseconds().default(10),
  /** Longest pause between polls while nothing happens. */
  idleMs: milliseconds().default(100),
  /** Longest pause while nobody is connected. */
  unwatchedMs: milliseconds().default(1_000),
  busyForMs: milliseconds().default(1_000),
  /** Rows handled at a time, so that a bulk update does not hold up the event loop. */
  sliceRows: count().default(1_000),
  /** A poll without an answer for this long has failed, and its connection with it. */
  queryTimeoutMs: milliseconds().default(15_000),
  /** Other pods are told of commits at most this often. */
  notifyEveryMs: milliseconds().default(5),
});

/** How this pod lives beside others, and what it tidies up. */
const podSchema = z.strictObject({
  heartbeatMs: milliseconds().default(5_000),
  /** A pod that has not been heard of for this long is dead: its subscriptions are dropped. */
  timeoutMs: milliseconds().default(30_000),
  /** The log is kept this long; 0 keeps it for ever. */
  retentionDays: z.number().int().nonnegative().default(0),
  /** Rows marked as sent in one statement of the sweep, which then rests four times as long. */
  sweepRows: count().default(2_000),
});

/** Options of the live half: sockets, tail, pods. Every one has a default. */
const liveOptionsSchema = z.strictObject({
  /** Whether the socket endpoint is on. Off, it answers 503 and REST keeps working. */
  enabled: z.boolean().default(true),
  socket: socketSchema.prefault({}),
  tail: tailSchema.prefault({}),
  pod: podSchema.prefault({}),
});

export type LiveOptionsInput = z.input<typeof liveOptionsSchema>;
export type LiveOptions = z.output<typeof liveOptionsSchema>;
export type SocketOptions = LiveOptions['socket'];
export type TailOptions = LiveOptions['tail'];
export type PodOptions = LiveOptions['pod'];

/** DI token of the complete `LiveOptions`. */
export const LIVE_OPTIONS = Symbol('LIVE_OPTIONS');

/** Fills in defaults. Throws one error that lists every bad key with its rule. */
export function parseLiveOptions(input: LiveOptionsInput | undefined): LiveOptions {
  const parsed = liveOptionsSchema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  live.${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`SyncModule options are not valid:\n${problems.join('\n')}`);
}
