import { inject, Injectable } from '@angular/core';
import { sentenceCase } from '@tidemark/entity-model';
import type { OutboxEntry } from '@tidemark/sync-client';

import { SYNC_CONFIG } from './sync-host.ts';

/** What people call entities, fields and values, taken from the definitions; from the code where a definition is gone. */
@Injectable()
export class EntityWords {
  private readonly config = inject(SYNC_CONFIG);
  private readonly byCode = new Map(this.config.entities.map((entity) => [entity.code, entity]));

  /** Whether the application has the entity: a write that another release has left may be to one that it has not. */
  knows(entityCode: string): boolean {
    return this.byCode.has(entityCode);
  }

  label(entityCode: string): string {
    return this.byCode.get(entityCode)?.label ?? sentenceCase(entityCode);
  }

  /** What the record of an unsent or refused write is called. */
  title({ entityCode, title }: Pick<OutboxEntry, 'entityCode' | 'title'>): string {
    return title === undefined ? `${this.label(entityCode)} that is out of reach` : title || 'Untitled';
  }

  field(entityCode: string, name: string): string {
    return this.byCode.get(entityCode)?.fields[name]?.label ?? sentenceCase(name);
  }

  value(entityCode: string, name: string, value: unknown): string {
    if (value === null || value === undefined || value === '') return '(empty)';
    return (
      this.config.formatValue?.(entityCode, name, value) ?? (typeof value === 'string' ? value : JSON.stringify(value))
    );
  }
}
