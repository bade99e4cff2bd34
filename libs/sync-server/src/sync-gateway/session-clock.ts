import { CloseCode } from '@tidemark/protocol';

import type { SocketOptions } from '../live-options.ts';
import type { Connection } from './connection.ts';

/** The longest delay that a timer takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Warns a connection before its access token ends, and closes it when it has. One timer for each connection. */
export class SessionClock {
  private readonly timers = new Map<Connection, NodeJS.Timeout>();
  private readonly options: Pick<SocketOptions, 'authWarningMs' | 'authSkewMs'>;

  constructor(options: Pick<SocketOptions, 'authWarningMs' | 'authSkewMs'>) {
    this.options = options;
  }

  /** Starts, or starts anew after the token was replaced. */
  watch(connection: Connection): void {
    this.forget(connection);
    this.wait(connection, connection.session.expiresAtMs - this.options.authWarningMs, () => this.warn(connection));
  }

  forget(connection: Connection): void {
    clearTimeout(this.timers.get(connection));
    this.timers.delete(connection);
  }

  private warn(connection: Connection): void {
    const inMs = Math.max(0, connection.session.expiresAtMs - Date.now());
    connection.send({ type: 'AUTH_EXPIRING', payload: { inMs } });
    this.wait(connection, connection.session.expiresAtMs + this.options.authSkewMs, () => {
      connection.close(CloseCode.Unauthenticated, 'the access token has expired');
    });
  }

  private wait(connection: Connection, untilMs: number, then: () => void): void {
    const delayMs = Math.min(LONGEST_TIMER_MS, Math.max(0, untilMs - Date.now()));
    // Not unref'ed: of such a timer Node keeps the list of its delay, each nearly unique, until that has passed.
    const timer = setTimeout(() => (Date.now() >= untilMs ? then() : this.wait(connection, untilMs, then)), delayMs);
    this.timers.set(connection, timer);
  }
}
