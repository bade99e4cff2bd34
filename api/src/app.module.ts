import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, HttpAdapterHost } from '@nestjs/core';
import { ENTITIES } from '@tidemark/entities';
import { AccessModule, AuditModule, RecordsModule, SyncModule } from '@tidemark/sync-server';
import { LoggerModule } from 'nestjs-pino';

import { AuthModule } from './auth/auth.module.ts';
import { ConfigModule } from './config/config.module.ts';
import type { Config } from './config/config.ts';
import { ErrorPageController } from './docs/error-page.controller.ts';
import { HealthModule } from './health/health.module.ts';
import { loggerParams } from './http/logging.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { RateLimitInterceptor } from './http/rate-limit.interceptor.ts';
import type { RouteTable } from './http/route-table.ts';

/** The reference application: which parts there are, and how they are set up. */
@Module({})
export class AppModule {
  /** `routes` is filled while Nest registers its routes, and read by the filter when an address is unknown. */
  static forRoot(config: Config, routes: RouteTable): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggerModule.forRoot(loggerParams(config.LOG_LEVEL)),
        AuthModule,
        AccessModule,
        SyncModule.forRoot({
          entities: ENTITIES,
          apiDatabaseUrl: config.API_DATABASE_URL,
          syncDatabaseUrl: config.SYNC_DATABASE_URL,
          apiPoolSize: config.API_POOL_SIZE,
          statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
          auditReads: config.AUDIT_READS,
          live: {
            ...config.SYNC_LIVE_OPTIONS,
            enabled: config.SYNC_ENABLED,
            socket: { ...config.SYNC_LIVE_OPTIONS.socket, allowedOrigins: config.ALLOWED_ORIGINS },
          },
        }),
        RecordsModule,
        AuditModule,
        HealthModule,
      ],
      controllers: [ErrorPageController],
      providers: [
        {
          provide: APP_FILTER,
          inject: [HttpAdapterHost],
          useFactory: (adapterHost: HttpAdapterHost) => new ProblemFilter(adapterHost, routes),
        },
        { provide: APP_INTERCEPTOR, useClass: RateLimitInterceptor },
      ],
    };
  }
}
