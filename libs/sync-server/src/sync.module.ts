import { ConfigurableModuleBuilder, Module, type ModuleMetadata } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';

import { DatabaseModule } from './database/database.module.ts';
import { AppErrorFilter } from './errors/app-error.filter.ts';
import { LIVE_OPTIONS, parseLiveOptions } from './live-options.ts';
import { CHANGE_FEED } from './log-watcher/change-feed.ts';
import { LogWatcherCron } from './log-watcher/log-watcher.cron.ts';
import { SnapshotTail } from './log-watcher/snapshot-tail.ts';
import { SYNC_WAKE } from './records/sync-wake.ts';
import { SyncGateway } from './sync-gateway/sync.gateway.ts';
import { SyncHealth } from './sync-gateway/sync.health.ts';
import { SyncMetrics } from './sync-gateway/sync.metrics.ts';
import { UpgradeRequiredController } from './sync-gateway/upgrade-required.controller.ts';
import { SYNC_OPTIONS, type SyncOptions } from './sync-options.ts';

/** What may be given beside the options. */
interface SyncModuleExtras {
  /** Modules whose exports the live half needs: the one that provides `SYNC_AUTHENTICATOR`. */
  imports?: ModuleMetadata['imports'];
}

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<SyncOptions>({
  optionsInjectionToken: SYNC_OPTIONS,
})
  .setClassMethodName('forRoot')
  .setExtras<SyncModuleExtras>({ imports: [] }, (definition, extras) => ({
    ...definition,
    global: true,
    imports: [...(definition.imports ?? []), ...(extras.imports ?? [])],
    exports: [SYNC_OPTIONS],
  }))
  .build();

/**
 * The live half of the sync server: the tail of the change log, subscriptions, and the socket at `/ws/sync`.
 *
 * @example
 * SyncModule.forRootAsync({
 *   imports: [AuthModule], // exports SYNC_AUTHENTICATOR
 *   inject: [ConfigService],
 *   useFactory: (config) => ({ entities: ENTITIES, apiDatabaseUrl: config.get(...), syncDatabaseUrl: config.get(...) }),
 * })
 */
@Module({
  imports: [DatabaseModule, ScheduleModule.forRoot()],
  controllers: [UpgradeRequiredController],
  providers: [
    {
      provide: LIVE_OPTIONS,
      inject: [SYNC_OPTIONS],
      useFactory: (options: SyncOptions) => parseLiveOptions(options.live),
    },
    {
      provide: CHANGE_FEED,
      inject: [SYNC_OPTIONS, LIVE_OPTIONS],
      useFactory: (options: SyncOptions, live: ReturnType<typeof parseLiveOptions>) =>
        new SnapshotTail(options.syncDatabaseUrl, live.tail),
    },
    SyncGateway,
    { provide: SYNC_WAKE, useExisting: SyncGateway },
    SyncHealth,
    SyncMetrics,
    LogWatcherCron,
    // What REST refuses is an answer of the catalogue, in whatever application this is part of.
    { provide: APP_FILTER, useClass: AppErrorFilter },
  ],
  exports: [SyncGateway, SYNC_WAKE, SyncHealth, SyncMetrics],
})
export class SyncModule extends ConfigurableModuleClass {}
