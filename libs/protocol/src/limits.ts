/** What one connection may ask for. The server announces its own values in CONNECTED; these are the defaults. */
export interface Limits {
  /** Ids in one SUBSCRIBE or UNSUBSCRIBE. */
  idsPerMessage: number;
  /** Subscriptions (ids and scopes together) held by one connection. */
  subscriptionsPerConnection: number;
  /** Connections of one user, across all pods. */
  connectionsPerUser: number;
  /** Size of one text frame in bytes (UTF-8). */
  frameBytes: number;
  /** Messages that one connection may send in a second, in the long run. */
  messagesPerSecond: number;
  /** Messages that one connection may send at once. */
  messageBurst: number;
}

export const DEFAULT_LIMITS: Limits = {
  idsPerMessage: 1_000,
  subscriptionsPerConnection: 10_000,
  connectionsPerUser: 20,
  frameBytes: 64 * 1024,
  messagesPerSecond: 20,
  messageBurst: 100,
};

/** The server pings this often; a client that has heard nothing for twice as long treats the socket as dead. */
export const DEFAULT_HEARTBEAT_MS = 25_000;
