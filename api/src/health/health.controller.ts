import { Controller, Get, Header, UseFilters } from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { Public } from '@tidemark/sync-server';

import { DatabaseIndicator } from './database.indicator.ts';
import { HealthFilter } from './health.filter.ts';
import { LifecycleIndicator } from './lifecycle.indicator.ts';
import { SyncIndicator } from './sync.indicator.ts';

/** For orchestrators and for `npm start`. Answers in terminus' form: 200 when all is well, else 503 with what is not. */
@Controller('health')
@Public()
@UseFilters(HealthFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly lifecycle: LifecycleIndicator,
    private readonly database: DatabaseIndicator,
    private readonly sync: SyncIndicator,
  ) {}

  /** Whether the process should be left running. */
  @Get('live')
  @HealthCheck()
  @Header('cache-control', 'no-store')
  live(): Promise<HealthCheckResult> {
    return this.health.check([() => this.lifecycle.eventLoop()]);
  }

  /** Whether it should get traffic: the database answers, the tail follows, and nobody has asked it to stop. */
  @Get('ready')
  @HealthCheck()
  @Header('cache-control', 'no-store')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.lifecycle.notDraining(),
      () => this.database.answers(),
      () => this.sync.follows(),
    ]);
  }

  /** Whether it has come up: the database is migrated as far as this version needs. */
  @Get('startup')
  @HealthCheck()
  @Header('cache-control', 'no-store')
  startup(): Promise<HealthCheckResult> {
    return this.health.check([() => this.database.isMigrated()]);
  }
}
