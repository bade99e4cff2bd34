import { Global, Module } from '@nestjs/common';

import { EntityRegistry } from '../records/entity-registry.ts';
import { SyncDatabase } from './sync-database.ts';

/** The pools and the registry of entities, for every module of the server. Needs `SYNC_OPTIONS` to be provided globally. */
@Global()
@Module({ providers: [SyncDatabase, EntityRegistry], exports: [SyncDatabase, EntityRegistry] })
export class DatabaseModule {}
