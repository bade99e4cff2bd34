import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { injectSync } from '@tidemark/sync-angular';

import { NOT_AVAILABLE, NOT_KEPT, RecordTitles, type WatchedTitle } from './record-titles.ts';

/** A reference, shown as the other record's title with a link to it. */
@Component({
  selector: 'app-record-link',
  imports: [RouterLink],
  template: `
    @if (title() === undefined && offline()) {
      <span class="muted" title="It appears as soon as the server can be reached">{{ notKept }}</span>
    } @else if (title() === undefined) {
      <span class="waiting"><span class="unseen">Loading</span></span>
    } @else if (title()) {
      <a [routerLink]="['/', entityCode(), id()]">{{ title() }}</a>
    } @else {
      <span class="muted" title="Removed, or not visible to you">{{ notAvailable }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      min-width: 0;
    }
    a,
    span {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    a {
      text-decoration: none;
    }
    a:hover {
      text-decoration: underline;
    }
    .waiting {
      width: 5rem;
      height: 0.75rem;
      border-radius: 0.25rem;
      background: var(--mat-sys-surface-container-high);
    }
  `,
})
export class RecordLink {
  private readonly titles = inject(RecordTitles);
  readonly entityCode = input.required<string>();
  readonly id = input.required<string>();

  protected readonly notAvailable = NOT_AVAILABLE;
  protected readonly notKept = NOT_KEPT;
  protected readonly offline = injectSync().offline;
  private readonly watched = signal<WatchedTitle | undefined>(undefined);
  protected readonly title = computed(() => this.watched()?.title());

  constructor() {
    effect((onCleanup) => {
      const [entityCode, id] = [this.entityCode(), this.id()];
      const watched = untracked(() => this.titles.watch(entityCode, id));
      this.watched.set(watched);
      onCleanup(() => watched.release());
    });
  }
}
