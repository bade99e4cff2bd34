import { Controller, Get, Header } from '@nestjs/common';
import { Public, SyncMetrics } from '@tidemark/sync-server';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** Everything that this process counts, in Prometheus' text format: Node's own figures and the sync server's. */
@Controller('metrics')
@Public()
export class MetricsController {
  /** A registry of its own, so that several applications in one process (tests) do not share counters. */
  private readonly process = new Registry();

  constructor(private readonly sync: SyncMetrics) {
    collectDefaultMetrics({ register: this.process });
  }

  @Get()
  @Header('content-type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('cache-control', 'no-store')
  async metrics(): Promise<string> {
    return `${await this.process.metrics()}\n${await this.sync.text()}`;
  }
}
