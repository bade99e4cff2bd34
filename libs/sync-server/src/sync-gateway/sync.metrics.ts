import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What Prometheus scrapes about the live half. Each application has its own registry, so that several may run in one
 * process; merge it into what `/metrics` answers.
 */
@Injectable()
export class SyncMetrics {
  readonly registry = new Registry();
  readonly connections = this.gauge('sync_connections', 'Open sockets of this pod.');
  readonly subscriptions = this.gauge('sync_subscriptions', 'Subscriptions of this pod, ids and scopes.');
  readonly lag = this.gauge('sync_tail_lag_seconds', 'Age of the database state that has been delivered in full.');
  readonly sendBuffer = this.gauge('sync_send_buffer_bytes', 'Unsent bytes of all sockets.');
  readonly stalled = this.gauge('sync_stalled_connections', 'Sockets that are paused because their reader is slow.');
  readonly changes = this.counter('sync_changes_total', 'Changes read from the log.');
  readonly signals = this.counter('sync_signals_total', 'Changes told to connections by INVALIDATE.');
  readonly frames = this.counter('sync_invalidate_sent_total', 'INVALIDATE frames sent.');
  readonly badMessages = this.counter('sync_bad_messages_total', 'Malformed messages of clients.');
  readonly authFailures = this.counter('sync_auth_failures_total', 'Refused handshakes and AUTH messages.');
  readonly closed = new Counter({
    name: 'sync_ws_closed_total',
    help: 'Closed sockets by close code.',
    labelNames: ['code'] as const,
    registers: [this.registry],
  });
  readonly pollSeconds = new Histogram({
    name: 'sync_poll_duration_seconds',
    help: 'Time from the start of a poll to the delivery of all that it found.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  /** Sets the gauges; called before each scrape. */
  onScrape: () => void = () => undefined;

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    this.onScrape();
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}
