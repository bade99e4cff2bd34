/**
 * Where the connection stands:
 * - `idle`: not started, or another tab is about to lead.
 * - `connecting`: a socket is being opened, or is open and not greeted yet.
 * - `online`: greeted by CONNECTED; subscriptions are live.
 * - `waiting`: the last socket ended; the next is opened after a delay.
 * - `needs-auth`: no access token can be had; the user must sign in.
 * - `offline`: the browser says that there is no network.
 * - `stopped`: closed for good.
 */
export const CONNECTION_STATES = [
  'idle',
  'connecting',
  'online',
  'waiting',
  'needs-auth',
  'offline',
  'stopped',
] as const;

export type ConnectionState = (typeof CONNECTION_STATES)[number];
