import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { mapDatabaseError } from '../database/map-database-error.ts';
import type { RequestContext } from '../database/request-context.ts';
import { timeLimits } from '../database/time-limits.ts';
import { SYNC_OPTIONS, type SyncOptions } from '../sync-options.ts';
import { EntityRegistry } from './entity-registry.ts';
import { entitySchema } from './entity-schema.ts';

/** TypeORM is for application code beside the hot paths, so it needs few connections. */
const POOL_SIZE = 4;

/**
 * TypeORM over the registered entities, as the API role and on behalf of a person, for application code that is easier
 * written with repositories. Connects at first use. REST itself uses plain SQL (`sql/`).
 *
 * @example
 * await orm.withPerson(context, (manager) => manager.getRepository<OrmRecord>('task').countBy({ status: 'done' }));
 */
@Injectable()
export class RecordOrm implements OnApplicationShutdown {
  private source: Promise<DataSource> | undefined;

  constructor(
    @Inject(SYNC_OPTIONS) private readonly options: SyncOptions,
    private readonly registry: EntityRegistry,
  ) {}

  /** Runs `work` in one transaction as the person of `context`; row-level security decides what it sees and may write. */
  async withPerson<T>(context: RequestContext, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      const source = await this.connect();
      return await source.transaction(async (manager) => {
        const { personId, endpoint, method, userAgent, ip, requestId } = context;
        await manager.query('SELECT app.begin_request($1, $2, $3, $4, $5, $6)', [
          personId,
          endpoint,
          method,
          userAgent,
          ip,
          requestId,
        ]);
        return work(manager);
      });
    } catch (error) {
      throw mapDatabaseError((error as { driverError?: unknown }).driverError ?? error);
    }
  }

  /** Waits for what runs. A source that never connected has nothing to end. */
  async onApplicationShutdown(): Promise<void> {
    const source = await this.source?.catch(() => undefined);
    await source?.destroy();
  }

  /** One data source for the process; a failed first attempt is forgotten, so that the next use tries again. */
  private connect(): Promise<DataSource> {
    this.source ??= new DataSource({
      type: 'postgres',
      url: this.options.apiDatabaseUrl,
      entities: this.registry.all.map(entitySchema),
      poolSize: POOL_SIZE,
      applicationName: 'tidemark-orm',
      synchronize: false,
      migrationsRun: false,
      extra: timeLimits(this.options),
    }).initialize();
    this.source.catch(() => (this.source = undefined));
    return this.source;
  }
}
