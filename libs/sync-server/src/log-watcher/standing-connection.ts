import { Client, type ClientConfig, type Notification } from 'pg';

/** What the driver says of a statement that ran into `query_timeout`. */
const NO_ANSWER = 'Query read timeout';
/** How long a connection attempt may take. */
const CONNECT_TIMEOUT_MS = 3_000;

export interface StandingConnectionOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  /** Run after each connect, before anyone else may use the connection. */
  readonly prepare?: (client: Client) => Promise<void>;
  readonly onNotification?: (notification: Notification) => void;
  /** Called when a connection that worked is lost. */
  readonly onLost?: () => void;
  /** A statement without an answer for this long rejects; `discardIfSilent` then drops the connection. */
  readonly queryTimeoutMs?: number;
}

/**
 * One connection outside the pools that is opened when first needed and again after it was lost. Nothing is retried
 * here: the statement that met the loss rejects, and its caller decides what may be repeated.
 */
export class StandingConnection {
  private current: Promise<Client> | undefined;
  private isEnded = false;
  private readonly options: StandingConnectionOptions;

  constructor(options: StandingConnectionOptions) {
    this.options = options;
  }

  /** The open connection. Rejects when PostgreSQL cannot be reached; the next call tries again. */
  client(): Promise<Client> {
    if (this.isEnded) return Promise.reject(new Error('connection was ended'));
    return (this.current ??= this.open());
  }

  /** Drops the connection, for a caller that can no longer tell what state it is in. */
  discard(): void {
    const dropped = this.current;
    this.current = undefined;
    void dropped?.then((client) => client.end()).catch(() => undefined);
  }

  /**
   * Drops the connection where `error` says that a statement on it had no answer in time. The driver keeps waiting for
   * that answer, and every later statement behind it: after a failover the peer may be gone without a word.
   */
  discardIfSilent(error: unknown): void {
    if ((error as Partial<Error>).message === NO_ANSWER) this.discard();
  }

  async end(): Promise<void> {
    this.isEnded = true;
    const last = this.current;
    this.current = undefined;
    await last?.then((client) => client.end()).catch(() => undefined);
  }

  private async open(): Promise<Client> {
    const config: ClientConfig = {
      connectionString: this.options.url,
      application_name: this.options.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: this.options.queryTimeoutMs,
      keepAlive: true,
    };
    const client = new Client(config);
    const forget = () => {
      if (this.current === undefined) return;
      void this.current.then(
        (live) => live === client && this.lose(),
        () => undefined,
      );
    };
    client.on('error', forget);
    client.on('end', forget);
    if (this.options.onNotification) client.on('notification', this.options.onNotification);
    try {
      await client.connect();
      await this.options.prepare?.(client);
      return client;
    } catch (error) {
      this.current = undefined;
      client.end().catch(() => undefined);
      throw error;
    }
  }

  private lose(): void {
    this.current = undefined;
    if (!this.isEnded) this.options.onLost?.();
  }
}
