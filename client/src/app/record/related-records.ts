import { Component, computed, input } from '@angular/core';
import { ENTITIES } from '@tidemark/entities';
import type { EntityDefinition } from '@tidemark/entity-model';

import { EmptyState } from '../display/empty-state.ts';
import { RelatedList } from './related-list.ts';

/** All lists of records that refer to this one. */
@Component({
  selector: 'app-related-records',
  imports: [EmptyState, RelatedList],
  template: `
    <div class="lists">
      @for (list of lists(); track list.entity.code + list.through) {
        <app-related-list
          [entity]="list.entity"
          [through]="list.through"
          [label]="list.label"
          [id]="id()"
          [readOnly]="readOnly()"
        />
      } @empty {
        <app-empty-state icon="link_off" heading="Nothing refers to this" />
      }
    </div>
  `,
  styles: `
    .lists {
      columns: 24rem;
      column-gap: 1rem;
      max-width: 90rem;
      padding: 1.25rem;
    }
    app-related-list {
      display: block;
      break-inside: avoid;
      margin-bottom: 1rem;
    }
  `,
})
export class RelatedRecords {
  readonly entity = input.required<EntityDefinition>();
  readonly id = input.required<string>();
  /** Whether the record may only be read. */
  readonly readOnly = input(false);

  protected readonly lists = computed(() =>
    ENTITIES.flatMap((entity) => {
      const references = Object.entries(entity.fields).filter(
        ([, field]) => field.kind === 'ref' && field.target === this.entity().code && !field.secret,
      );
      return references.map(([through, field]) => ({
        entity,
        through,
        label: references.length > 1 ? `${entity.plural} (${field.label?.toLowerCase()})` : entity.plural,
      }));
    }),
  );
}
