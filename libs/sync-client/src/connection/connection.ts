import {
  BEARER_SUBPROTOCOL_PREFIX,
  type ClientMessage,
  type ConnectedMessage,
  DEFAULT_HEARTBEAT_MS,
  DEFAULT_LIMITS,
  type Limits,
  type ServerMessage,
  serverMessageSchema,
  SUBPROTOCOL,
  SYNC_PATH,
} from '@tidemark/protocol';
import { BehaviorSubject, Subject } from 'rxjs';

import type { Tuning } from '../engine/tuning.ts';
import type { Clock, TimerHandle } from '../ports/clock.ts';
import type { Socket, Transport } from '../ports/transport.ts';
import { backoffMs } from './backoff.ts';
import { closePolicy } from './close-policy.ts';
import type { ConnectionState } from './connection-state.ts';
import { CONNECTION_TABLE, type ConnectionEffect, type ConnectionEvent } from './connection-table.ts';
import { MessagePacer } from './message-pacer.ts';

export interface ConnectionOptions {
  readonly apiUrl: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly tuning: Tuning;
  accessToken(options?: { refresh?: boolean }): Promise<string | null>;
  log(line: string): void;
}

type TimerName = 'delay' | 'greeting' | 'heartbeat' | 'probe';

/** After a wake-up the other side has this long to answer a PING. */
const PROBE_MS = 5_000;
/** While signals come late, PINGs follow each other this closely, so that their end is soon seen. */
const LATE_PING_MS = 3_000;

/**
 * One socket at a time, kept open as `CONNECTION_TABLE` says. It knows nothing of subscriptions: it announces `online`
 * and passes messages.
 */
export class Connection {
  readonly state$ = new BehaviorSubject<ConnectionState>('idle');
  readonly messages$ = new Subject<ServerMessage>();
  /** Sockets in a row that ended before they were greeted. */
  readonly failures$ = new BehaviorSubject(0);
  /** Whether the server cannot promise at the moment that everything has been signalled: its last PONG had no token. */
  readonly isLate$ = new BehaviorSubject(false);
  #options: ConnectionOptions;
  #socket: Socket | null = null;
  #pacer: MessagePacer | undefined;
  #limits: Limits = DEFAULT_LIMITS;
  #heartbeatMs = DEFAULT_HEARTBEAT_MS;
  #lastHeardAt = 0;
  #needsFreshToken = false;
  #minDelayMs = 0;
  /** Counts attempts to open, so that an answer to an abandoned one is recognised. */
  #attempt = 0;
  #timers: Record<TimerName, TimerHandle | undefined> = {
    delay: undefined,
    greeting: undefined,
    heartbeat: undefined,
    probe: undefined,
  };

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get limits(): Limits {
    return this.#limits;
  }

  /** Feeds an event into the table and does what the transition says. */
  dispatch(event: ConnectionEvent): void {
    const { next, effects } = CONNECTION_TABLE[this.state$.value][event];
    if (next !== 'waiting') this.#clear('delay');
    if (next !== 'online') {
      this.#clear('heartbeat');
      this.#clear('probe');
    }
    const isNew = next !== this.state$.value;
    for (const effect of effects) this.#perform(effect);
    if (isNew) this.state$.next(next);
    // Only now: it must not look online and up to date in between.
    if (next !== 'online') this.#setLate(false);
  }

  /** Whether the message goes out on the open, greeted socket, as soon as the server's rate allows it. */
  send(message: ClientMessage): boolean {
    if (this.state$.value !== 'online' || !this.#pacer) return false;
    this.#pacer.push(JSON.stringify(message));
    return true;
  }

  #perform(effect: ConnectionEffect): void {
    switch (effect) {
      case 'drop':
        this.#drop();
        return;
      case 'open':
        void this.#open();
        return;
      case 'delay':
        this.#delay();
        return;
      case 'settle':
        this.failures$.next(0);
        this.#beat();
        return;
      case 'probe':
        this.#probe();
        return;
    }
  }

  #drop(): void {
    this.#attempt += 1;
    this.#clear('greeting');
    const socket = this.#socket;
    this.#socket = null;
    this.#pacer?.stop();
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  async #open(): Promise<void> {
    this.#drop();
    const attempt = this.#attempt;
    const token = await this.#token();
    if (attempt !== this.#attempt || this.state$.value !== 'connecting') return;
    if (token === undefined) return this.#ended({ code: 1006, reason: '' }, false);
    if (token === null) return this.dispatch('token-missing');

    const { apiUrl, transport, clock, tuning } = this.#options;
    const url = `${apiUrl.replace(/^http/, 'ws')}${SYNC_PATH}`;
    const socket = transport.openSocket(url, [SUBPROTOCOL, `${BEARER_SUBPROTOCOL_PREFIX}${token}`]);
    let wasOpen = false;
    this.#socket = socket;
    this.#pacer = new MessagePacer({ clock, limits: () => this.#limits, send: (text) => socket.send(text) });
    socket.onopen = () => {
      wasOpen = true;
    };
    socket.onmessage = (text) => this.#hear(text);
    socket.onclose = (close) => this.#ended(close, wasOpen);
    this.#timers.greeting = clock.setTimeout(
      () => this.#ended({ code: 1006, reason: '' }, wasOpen),
      tuning.connectTimeoutMs,
    );
  }

  /** The token; null where the user has to sign in; undefined where the question could not be answered. */
  async #token(): Promise<string | null | undefined> {
    try {
      const refresh = this.#needsFreshToken;
      const token = await this.#options.accessToken({ refresh });
      if (refresh) this.#needsFreshToken = false;
      return token;
    } catch {
      return undefined;
    }
  }

  #ended(close: { code: number; reason: string }, wasOpen: boolean): void {
    const failures = this.failures$.value;
    const policy = closePolicy(close, { wasOpen, failures });
    this.#needsFreshToken ||= policy.refreshToken;
    this.#minDelayMs = policy.minDelayMs;
    if (this.state$.value === 'connecting') this.failures$.next(failures + 1);
    this.dispatch('closed');
  }

  #delay(): void {
    const { clock, random, tuning } = this.#options;
    const delayMs = Math.max(this.#minDelayMs, backoffMs(Math.max(0, this.failures$.value - 1), tuning, random));
    this.#minDelayMs = 0;
    this.#clear('delay');
    this.#timers.delay = clock.setTimeout(() => this.dispatch('retry-due'), delayMs);
  }

  #hear(text: string): void {
    this.#lastHeardAt = this.#options.clock.now();
    this.#clear('probe');
    const message = parseMessage(text);
    if (!message) return;
    if (message.type === 'CONNECTED') this.#greet(message);
    if (message.type === 'AUTH_EXPIRING') void this.#refreshInPlace();
    this.#noteLateness(message);
    this.messages$.next(message);
  }

  #greet({ payload }: ConnectedMessage): void {
    this.#clear('greeting');
    this.#limits = payload.limits;
    this.#heartbeatMs = payload.heartbeatMs;
    if (this.state$.value !== 'online') this.#options.log('[Sync] Connected');
    this.dispatch('greeted');
  }

  /** A fresh token for the open socket; without one the server closes it, and the next attempt asks for the sign-in. */
  async #refreshInPlace(): Promise<void> {
    const attempt = this.#attempt;
    this.#needsFreshToken = true;
    const token = await this.#token();
    if (attempt !== this.#attempt) return;
    if (token) this.send({ type: 'AUTH', payload: { token } });
    else if (token === null) this.dispatch('token-missing');
  }

  /** A PING each heartbeat: proves the path alive, and its PONG brings a newer snapshot token. */
  #beat(): void {
    this.#lastHeardAt = this.#options.clock.now();
    this.#pingLater();
  }

  #pingLater(): void {
    const { clock } = this.#options;
    this.#clear('heartbeat');
    this.#timers.heartbeat = clock.setTimeout(
      () => {
        if (clock.now() - this.#lastHeardAt > 2 * this.#heartbeatMs) return this.dispatch('silent');
        this.send({ type: 'PING' });
        this.#pingLater();
      },
      this.isLate$.value ? Math.min(LATE_PING_MS, this.#heartbeatMs) : this.#heartbeatMs,
    );
  }

  #noteLateness(message: ServerMessage): void {
    const hasToken = 'payload' in message && 'snapshot' in message.payload && message.payload.snapshot !== undefined;
    if (hasToken) this.#setLate(false);
    else if (message.type === 'PONG') this.#setLate(true);
  }

  #setLate(isLate: boolean): void {
    if (isLate === this.isLate$.value) return;
    this.isLate$.next(isLate);
    if (this.state$.value === 'online') this.#pingLater();
  }

  #probe(): void {
    this.send({ type: 'PING' });
    this.#clear('probe');
    this.#timers.probe = this.#options.clock.setTimeout(() => this.dispatch('silent'), PROBE_MS);
  }

  #clear(timer: TimerName): void {
    const handle = this.#timers[timer];
    if (handle !== undefined) this.#options.clock.clearTimeout(handle);
    this.#timers[timer] = undefined;
  }
}

/** A message of the protocol, or undefined: what a newer server says beyond it is none of this client's business. */
function parseMessage(text: string): ServerMessage | undefined {
  try {
    const parsed = serverMessageSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
