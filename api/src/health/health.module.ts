import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';

import { DatabaseIndicator } from './database.indicator.ts';
import { HealthController } from './health.controller.ts';
import { LifecycleIndicator } from './lifecycle.indicator.ts';
import { MetricsController } from './metrics.controller.ts';
import { SyncIndicator } from './sync.indicator.ts';

/** What orchestrators and monitors ask. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController, MetricsController],
  providers: [DatabaseIndicator, LifecycleIndicator, SyncIndicator],
  exports: [LifecycleIndicator],
})
export class HealthModule {}
