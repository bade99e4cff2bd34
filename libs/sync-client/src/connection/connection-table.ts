import type { ConnectionState } from './connection-state.ts';

/**
 * What can happen to a connection:
 * - `start`, `stop`: the engine leads, or is closed.
 * - `network-lost`, `network-back`: the browser's word.
 * - `wake`: somebody looks at the page again, or the machine woke up.
 * - `auth-changed`: the user has signed in again.
 * - `token-missing`: no access token can be had.
 * - `greeted`: CONNECTED arrived.
 * - `closed`: the socket ended, or could not be opened.
 * - `silent`: nothing was heard for too long.
 * - `retry-due`: the delay before the next attempt is over.
 */
export const CONNECTION_EVENTS = [
  'start',
  'stop',
  'network-lost',
  'network-back',
  'wake',
  'auth-changed',
  'token-missing',
  'greeted',
  'closed',
  'silent',
  'retry-due',
] as const;
export type ConnectionEvent = (typeof CONNECTION_EVENTS)[number];

/** What a transition makes the connection do, in this order. */
export type ConnectionEffect =
  /** Close the socket, if there is one; what it still says is not listened to. */
  | 'drop'
  /** Ask for an access token and open a socket with it. */
  | 'open'
  /** Start the delay before the next attempt. */
  | 'delay'
  /** The attempt succeeded: the next delay is short again. */
  | 'settle'
  /** Make sure that the other side still answers. */
  | 'probe';

export interface Transition {
  readonly next: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

const to = (next: ConnectionState, ...effects: ConnectionEffect[]): Transition => ({ next, effects });

/**
 * The connection's whole behaviour. Every state answers every event: a missing cell does not compile, so that a new
 * state or event cannot be forgotten anywhere. Invariants: `INVARIANTS.md`.
 */
export const CONNECTION_TABLE: Readonly<Record<ConnectionState, Readonly<Record<ConnectionEvent, Transition>>>> = {
  idle: {
    start: to('connecting', 'open'),
    stop: to('stopped'),
    'network-lost': to('idle'),
    'network-back': to('idle'),
    wake: to('idle'),
    'auth-changed': to('idle'),
    'token-missing': to('idle'),
    greeted: to('idle'),
    closed: to('idle'),
    silent: to('idle'),
    'retry-due': to('idle'),
  },
  connecting: {
    start: to('connecting'),
    stop: to('stopped', 'drop'),
    'network-lost': to('offline', 'drop'),
    'network-back': to('connecting'),
    wake: to('connecting'),
    'auth-changed': to('connecting', 'drop', 'open'),
    'token-missing': to('needs-auth', 'drop'),
    greeted: to('online', 'settle'),
    closed: to('waiting', 'drop', 'delay'),
    silent: to('waiting', 'drop', 'delay'),
    'retry-due': to('connecting'),
  },
  online: {
    start: to('online'),
    stop: to('stopped', 'drop'),
    'network-lost': to('offline', 'drop'),
    'network-back': to('online', 'probe'),
    wake: to('online', 'probe'),
    'auth-changed': to('online'),
    'token-missing': to('needs-auth', 'drop'),
    greeted: to('online'),
    closed: to('waiting', 'drop', 'delay'),
    silent: to('waiting', 'drop', 'delay'),
    'retry-due': to('online'),
  },
  waiting: {
    start: to('waiting'),
    stop: to('stopped'),
    'network-lost': to('offline'),
    'network-back': to('connecting', 'open'),
    wake: to('connecting', 'open'),
    'auth-changed': to('connecting', 'open'),
    'token-missing': to('needs-auth'),
    greeted: to('waiting'),
    closed: to('waiting'),
    silent: to('waiting'),
    'retry-due': to('connecting', 'open'),
  },
  'needs-auth': {
    start: to('needs-auth'),
    stop: to('stopped'),
    'network-lost': to('needs-auth'),
    'network-back': to('connecting', 'open'),
    wake: to('connecting', 'open'),
    'auth-changed': to('connecting', 'open'),
    'token-missing': to('needs-auth'),
    greeted: to('needs-auth'),
    closed: to('needs-auth'),
    silent: to('needs-auth'),
    'retry-due': to('needs-auth'),
  },
  offline: {
    start: to('offline'),
    stop: to('stopped'),
    'network-lost': to('offline'),
    'network-back': to('connecting', 'open'),
    wake: to('offline'),
    'auth-changed': to('offline'),
    'token-missing': to('needs-auth'),
    greeted: to('offline'),
    closed: to('offline'),
    silent: to('offline'),
    'retry-due': to('offline'),
  },
  stopped: {
    start: to('stopped'),
    stop: to('stopped'),
    'network-lost': to('stopped'),
    'network-back': to('stopped'),
    wake: to('stopped'),
    'auth-changed': to('stopped'),
    'token-missing': to('stopped'),
    greeted: to('stopped'),
    closed: to('stopped'),
    silent: to('stopped'),
    'retry-due': to('stopped'),
  },
};
