import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { MatMenuModule } from '@angular/material/menu';
import type { EntityDefinition } from '@tidemark/entity-model';

import { columnsOfList } from './column.ts';
import { nextSort, sortDirection } from './list-query.ts';

/** Sorts a list whose rows are cards: it has no headers to press. Choosing a field again turns its order round. */
@Component({
  selector: 'app-sort-menu',
  imports: [MatButtonModule, MatIconModule, MatMenuModule],
  template: `
    <button matIconButton type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="'Sort ' + entity().plural">
      <mat-icon>swap_vert</mat-icon>
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      @for (choice of choices(); track choice.name) {
        <button
          mat-menu-item
          type="button"
          role="menuitemradio"
          [attr.aria-checked]="choice.direction !== 'none'"
          (click)="sorted.emit(choice.next)"
        >
          <mat-icon>{{ choice.icon }}</mat-icon>
          {{ choice.label }}
          @if (choice.direction !== 'none') {
            <span class="unseen">{{ choice.direction }}</span>
          }
        </button>
      }
    </mat-menu>
  `,
})
export class SortMenu {
  readonly entity = input.required<EntityDefinition>();
  /** Field with a leading minus for descending; empty for the list's own order. */
  readonly sort = input.required<string>();
  readonly sorted = output<string>();

  protected readonly choices = computed(() => {
    const [entity, sort] = [this.entity(), this.sort()];
    const sortable = columnsOfList(entity).filter((column) => column.sortable);
    return sortable.map(({ name, label }) => {
      const direction = sortDirection(entity, sort, name);
      const icon = { ascending: 'arrow_upward', descending: 'arrow_downward', none: '' }[direction];
      return { name, label, direction, icon, next: nextSort(entity, sort, name) };
    });
  });
}
