import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '@tidemark/sync-server';
import { collectDefaultMetrics, register } from 'prom-client';

if (!register.getSingleMetric('process_cpu_user_seconds_total')) collectDefaultMetrics();

/** Everything that this process counts, in Prometheus' text format. */
@Controller('metrics')
@Public()
export class MetricsController {
  @Get()
  @Header('content-type', register.contentType)
  @Header('cache-control', 'no-store')
  metrics(): Promise<string> {
    return register.metrics();
  }
}
