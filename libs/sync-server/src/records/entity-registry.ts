import { Inject, Injectable } from '@nestjs/common';
import type { EntityDefinition } from '@tidemark/entity-model';

import { AppError } from '../errors/app-error.ts';
import { SYNC_OPTIONS, type SyncOptions } from '../sync-options.ts';

/** The entities that this server serves. Names from clients become table names only by way of this map. */
@Injectable()
export class EntityRegistry {
  private readonly byCode: ReadonlyMap<string, EntityDefinition>;

  constructor(@Inject(SYNC_OPTIONS) options: Pick<SyncOptions, 'entities'>) {
    this.byCode = new Map(options.entities.map((entity) => [entity.code, entity]));
  }

  /** In the order in which the application registered them. */
  get all(): EntityDefinition[] {
    return [...this.byCode.values()];
  }

  /** The entity, or undefined: for codes that come from our own definitions, such as the target of a reference. */
  find(code: string): EntityDefinition | undefined {
    return this.byCode.get(code);
  }

  /** Throws UNKNOWN_ENTITY for a code that is not served, whether or not such a table exists. */
  get(code: string): EntityDefinition {
    const entity = this.byCode.get(code);
    if (!entity) throw new AppError('UNKNOWN_ENTITY', 'No entity has this code.');
    return entity;
  }
}
