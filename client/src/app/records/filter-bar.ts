import type { ElementRef } from '@angular/core';
import { Component, computed, effect, inject, input, output, untracked, viewChild } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import type { EntityDefinition, Field } from '@tidemark/entity-model';
import { debounceTime, filter, map } from 'rxjs';

import { Shortcuts } from '../shell/shortcuts.ts';
import { FilterChip } from './filter-chip.ts';
import { filterNames, type ListQuery } from './list-query.ts';
import { SortMenu } from './sort-menu.ts';

/** Typing settles for this long before the list follows. */
const SETTLE_MS = 200;

/** Search by title and one chip for each declared filter; where rows are cards, their order too. */
@Component({
  selector: 'app-filter-bar',
  imports: [FilterChip, MatButtonModule, MatIconModule, ReactiveFormsModule, SortMenu],
  template: `
    <div class="search" role="search">
      <mat-icon>search</mat-icon>
      <input
        #search
        type="search"
        autocomplete="off"
        [formControl]="text"
        [placeholder]="'Search ' + titleLabel()"
        [attr.aria-label]="'Search ' + entity().plural + ' by ' + titleLabel()"
        aria-keyshortcuts="/"
      />
    </div>
    <app-sort-menu
      [entity]="entity()"
      [sort]="query().sort"
      (sorted)="changed.emit({ filters: query().filters, search: query().search, sort: $event })"
    />
    <div #chips class="chips" role="group" aria-label="Filters" tabindex="-1">
      @for (filter of filters(); track filter.name) {
        <app-filter-chip
          [name]="filter.name"
          [field]="filter.field"
          [value]="query().filters[filter.name] ?? ''"
          (changed)="change(filter.name, $event)"
        />
      }
      @if (active()) {
        <button matButton type="button" (click)="clear()">Clear</button>
      }
    </div>
  `,
  styleUrl: './filter-bar.scss',
})
export class FilterBar {
  private readonly input = viewChild.required<ElementRef<HTMLInputElement>>('search');
  private readonly chips = viewChild.required<ElementRef<HTMLElement>>('chips');
  readonly entity = input.required<EntityDefinition>();
  readonly query = input.required<ListQuery>();
  readonly changed = output<ListQuery>();

  /** The search that was handed out or taken over last. */
  private known = '';
  protected readonly text = new FormControl('', { nonNullable: true });
  protected readonly titleLabel = computed(() => {
    const entity = this.entity();
    return (entity.fields[entity.title]?.label ?? 'title').toLowerCase();
  });
  protected readonly filters = computed(() =>
    filterNames(this.entity()).flatMap((name) => {
      const field: Field | undefined = this.entity().fields[name];
      return field ? [{ name, field }] : [];
    }),
  );
  protected readonly active = computed(
    () => Object.keys(this.query().filters).length > 0 || this.query().search !== '',
  );

  constructor() {
    effect(() => {
      const { search } = this.query();
      untracked(() => {
        // The address follows what was typed, and typing goes on meanwhile: only a change from outside is written back.
        if (search === this.known) return;
        this.known = search;
        this.text.setValue(search, { emitEvent: false });
      });
    });
    this.text.valueChanges
      .pipe(
        debounceTime(SETTLE_MS),
        map((text) => text.trim()),
        filter((search) => search !== this.known),
        takeUntilDestroyed(),
      )
      .subscribe((search) => {
        this.known = search;
        this.changed.emit({ ...this.query(), search });
      });
    const shortcut = { keys: '/', label: 'Search this list', run: () => this.input().nativeElement.focus() };
    inject(Shortcuts).add([shortcut]);
  }

  protected change(name: string, value: string): void {
    const { [name]: _former, ...others } = this.query().filters;
    this.changed.emit({ ...this.query(), filters: value ? { ...others, [name]: value } : others });
  }

  protected clear(): void {
    this.chips().nativeElement.focus(); // the button that was pressed goes with the last filter
    this.changed.emit({ filters: {}, search: '', sort: this.query().sort });
  }
}
