import { Component, computed, effect, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { MatIconModule } from '@angular/material/icon';
import { MatProgressBarModule } from '@angular/material/progress-bar';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { injectRecords, injectSync } from '@tidemark/sync-angular';

import { AuthSession } from '../auth/auth-session.ts';
import { mayCreate } from '../auth/may-create.ts';
import { EmptyState } from '../display/empty-state.ts';
import { isUnconfirmed } from '../display/list-note.ts';
import { PageTitle } from '../shell/page-title.ts';
import { Shortcuts } from '../shell/shortcuts.ts';
import { FilterBar } from './filter-bar.ts';
import { type ListQuery, readListQuery, toFindQuery } from './list-query.ts';
import { RecordsGrid } from './records-grid.ts';
import { requiredEntity } from './required-entity.ts';

/** Rows of one page of a list. */
const PAGE_ROWS = 50;

/** The live list of an entity. What it shows stands in the page's address, so that it can be linked and gone back to. */
@Component({
  selector: 'app-records-page',
  imports: [EmptyState, FilterBar, MatButtonModule, MatIconModule, MatProgressBarModule, RecordsGrid, RouterLink],
  templateUrl: './records-page.html',
  styleUrl: './records-page.scss',
})
export class RecordsPage {
  private readonly route = inject(ActivatedRoute);
  private readonly router = inject(Router);
  private readonly session = inject(AuthSession);

  readonly entityCode = input.required<string>();

  protected readonly entity = computed(() => requiredEntity(this.entityCode()));
  private readonly params = toSignal(this.route.queryParamMap, { initialValue: this.route.snapshot.queryParamMap });
  protected readonly query = computed(() => readListQuery(this.entity(), this.params()));
  protected readonly records = injectRecords(
    () => this.entity(),
    () => toFindQuery(this.entity(), this.query(), PAGE_ROWS),
  );
  protected readonly narrowed = computed(
    () => this.query().search !== '' || Object.keys(this.query().filters).length > 0,
  );
  protected readonly count = computed(() => {
    const loaded = this.records.value().length;
    // Nothing that nobody has counted is not none.
    if (this.records.isLoading() || (loaded === 0 && this.records.stale())) return '';
    return this.records.hasMore() ? `${loaded}+` : String(loaded);
  });
  protected readonly mayCreate = computed(() => mayCreate(this.session.user()?.role, this.entity()));
  /** Whether an empty list means that there are none: of what is not for everybody, others see their own part. */
  protected readonly seesAll = computed(() => {
    const role = this.session.user()?.role;
    return role === 'admin' || role === 'manager' || this.entity().access.rule === 'directory';
  });
  protected readonly offline = injectSync().offline;
  protected readonly unconfirmed = computed(() => isUnconfirmed(this.records, { offline: this.offline() }));

  constructor() {
    const title = inject(PageTitle);
    effect(() => title.set(this.entity().plural));
    inject(Shortcuts).add([
      { keys: 'n', label: 'New record in this list', isOffered: this.mayCreate, run: () => this.create() },
    ]);
  }

  protected change(query: ListQuery): void {
    const queryParams = { ...query.filters, sort: query.sort || undefined, q: query.search || undefined };
    void this.router.navigate([], { relativeTo: this.route, queryParams, replaceUrl: true });
  }

  private create(): void {
    void this.router.navigate(['/', this.entityCode(), 'new']);
  }
}
