import type { ListRange } from '@angular/cdk/collections';
import { CdkVirtualScrollViewport, ScrollingModule } from '@angular/cdk/scrolling';
import {
  afterNextRender,
  ApplicationRef,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatIconModule } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { type EntityDefinition, parseOrder } from '@tidemark/entity-model';
import { FlashOnRemoteChange, RecordBadges } from '@tidemark/sync-angular';
import type { RecordView } from '@tidemark/sync-client';

import { FieldValue } from '../display/field-value.ts';
import { columnsOfList, columnsThatFit } from './column.ts';
import { nextSort, sortDirection } from './list-query.ts';

/** Below this width a row becomes a card of two lines; the filter bar then offers to sort. */
const CARD_BELOW_REM = 38;
const ROW_PX = 40;
const CARD_PX = 68;
/** The next page is asked for when fewer rows than this are left below. */
const AHEAD_ROWS = 20;

type View = RecordView<EntityDefinition>;

/**
 * A dense live list: rows are drawn as they come into view, headers sort, arrows (or j and k) move between rows.
 * Columns that do not fit are left out from the right; on a phone each row is a card.
 */
@Component({
  selector: 'app-records-grid',
  imports: [FieldValue, FlashOnRemoteChange, MatIconModule, RecordBadges, RouterLink, ScrollingModule],
  templateUrl: './records-grid.html',
  styleUrl: './records-grid.scss',
  host: { '(window:beforeprint)': 'drawAll()', '(window:afterprint)': 'drawVisible()' },
})
export class RecordsGrid {
  private readonly application = inject(ApplicationRef);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly viewport = viewChild.required(CdkVirtualScrollViewport);

  readonly entity = input.required<EntityDefinition>();
  readonly views = input.required<readonly View[]>();
  /** Field with a leading minus for descending; empty for the list's own order. */
  readonly sort = input('');
  readonly hasMore = input(false);
  readonly sorted = output<string>();
  readonly more = output();

  /** The rows drawn before printing began. */
  private drawn?: ListRange;
  protected readonly firstShown = signal(0);
  private readonly heightPx = signal(0);
  private readonly widthRem = signal(80);
  protected readonly cards = computed(() => this.widthRem() < CARD_BELOW_REM);
  protected readonly rowPx = computed(() => (this.cards() ? CARD_PX : ROW_PX));
  protected readonly columns = computed(() => {
    const all = columnsOfList(this.entity());
    const { name } = parseOrder(this.sort() || this.entity().orderBy);
    return this.cards() ? all.slice(0, 5) : columnsThatFit(all, this.widthRem(), name);
  });
  protected readonly tracks = computed(() =>
    this.columns()
      .map((column) => column.track)
      .join(' '),
  );
  protected readonly rowCount = computed(() => (this.hasMore() ? -1 : this.views().length + 1));

  constructor() {
    const destroyRef = inject(DestroyRef);
    // Rows that arrive may leave room for more, as scrolling does: on a tall screen, or under a scrollbar dragged down.
    effect(() => {
      const end = this.firstShown() + this.heightPx() / this.rowPx();
      if (this.hasMore() && end > this.views().length - AHEAD_ROWS) this.more.emit();
    });
    // A row that moves, because somebody changed it, takes the focus along: the browser drops it on the way.
    effect(() => {
      this.views();
      const { id, index } = this.host.querySelector<HTMLElement>('[data-id]:focus-within')?.dataset ?? {};
      if (id && index) afterNextRender(() => this.keepFocus(id, index), { injector: this.injector });
    });
    afterNextRender(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const observer = new ResizeObserver(([entry]) => {
        if (entry) {
          this.widthRem.set(entry.contentRect.width / rem);
          this.heightPx.set(entry.contentRect.height);
        }
        this.viewport().checkViewportSize();
      });
      observer.observe(this.host);
      destroyRef.onDestroy(() => observer.disconnect());
    });
  }

  /** All rows at once, for as long as it takes to print them: paper does not scroll. */
  protected drawAll(): void {
    const viewport = this.viewport();
    this.drawn ??= viewport.getRenderedRange();
    viewport.setRenderedRange({ start: 0, end: this.views().length });
    this.application.tick();
  }

  protected drawVisible(): void {
    if (this.drawn) this.viewport().setRenderedRange(this.drawn);
    this.drawn = undefined;
    this.viewport().checkViewportSize();
  }

  protected trackById = (_index: number, view: View): string => view.row.id;

  protected row(view: View): Readonly<Record<string, unknown>> {
    return view.row;
  }

  protected cell(view: View, name: string): unknown {
    return this.row(view)[name];
  }

  protected title(view: View): string {
    const value = this.cell(view, this.entity().title);
    return value === null || value === undefined || value === '' ? 'Untitled' : String(value);
  }

  protected direction(name: string): 'ascending' | 'descending' | 'none' {
    return sortDirection(this.entity(), this.sort(), name);
  }

  protected sortBy(name: string): void {
    this.sorted.emit(nextSort(this.entity(), this.sort(), name));
  }

  protected moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 12, PageUp: -12 }[event.key] ?? 0;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (step === 0 || !row) return;
    event.preventDefault();
    const index = Math.min(this.views().length - 1, Math.max(0, Number(row.dataset['index']) + step));
    this.focusRow(index);
  }

  /** Where the focus was lost: to the same record, or to what stands in its place. */
  private keepFocus(id: string, index: string): void {
    if (this.host.contains(document.activeElement)) return;
    const title = (name: string, value: string) =>
      this.host.querySelector<HTMLElement>(`[data-${name}="${value}"] a.title`);
    (title('id', id) ?? title('index', index))?.focus({ preventScroll: true });
  }

  /** Brings a row into view and puts the focus on its title. */
  private focusRow(index: number): void {
    const viewport = this.viewport();
    const top = index * this.rowPx();
    const offset = viewport.measureScrollOffset();
    const height = viewport.getViewportSize();
    if (top < offset) viewport.scrollToOffset(top);
    else if (top + this.rowPx() > offset + height) viewport.scrollToOffset(top + this.rowPx() - height);
    requestAnimationFrame(() =>
      this.host.querySelector<HTMLElement>(`[data-index="${index}"] a.title`)?.focus({ preventScroll: true }),
    );
  }
}
