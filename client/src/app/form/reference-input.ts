import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatAutocompleteModule, type MatAutocompleteSelectedEvent } from '@angular/material/autocomplete';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatIconModule } from '@angular/material/icon';
import { MatInputModule } from '@angular/material/input';
import { injectRecord, injectRecords, injectSync } from '@tidemark/sync-angular';
import { debounceTime, filter, map } from 'rxjs';

import { listNote } from '../display/list-note.ts';
import { NOT_AVAILABLE, NOT_KEPT } from '../display/record-titles.ts';
import { ValueText } from '../display/value-text.ts';
import { toFindQuery } from '../records/list-query.ts';
import { requiredEntity } from '../records/required-entity.ts';

/** Suggestions shown at once. */
const SUGGESTIONS = 20;
const SETTLE_MS = 150;

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/**
 * Picks a record of another entity by its title. What is typed only searches: the value changes when a suggestion is
 * chosen, when the text is left as the whole title of a single one, or when the person empties it. A record that may
 * not be read is named as such and stays referred to.
 */
@Component({
  selector: 'app-reference-input',
  imports: [
    MatAutocompleteModule,
    MatButtonModule,
    MatFormFieldModule,
    MatIconModule,
    MatInputModule,
    ReactiveFormsModule,
  ],
  templateUrl: './reference-input.html',
  styles: `
    :host,
    mat-form-field {
      display: block;
      width: 100%;
    }
    .detail {
      display: block;
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
  `,
})
export class ReferenceInput {
  /** Entity code of the records to pick from. */
  readonly target = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<string | null>();
  readonly required = input(false);
  readonly disabled = input(false);
  /** Whether only records that the person may write can be picked; the others are shown as such. */
  readonly writable = input(false);
  readonly hint = input('');
  /** What is wrong with the value, in words. */
  readonly problem = input('');
  readonly picked = output<string | null>();
  readonly left = output();

  private readonly offline = injectSync().offline;
  private readonly values = inject(ValueText);
  private readonly entity = computed(() => requiredEntity(this.target()));
  private readonly record = injectRecord(
    () => this.entity(),
    () => this.value() ?? undefined,
  );
  protected readonly text = new FormControl('', { nonNullable: true });
  private readonly searching = signal(false);
  private readonly typed = toSignal(
    this.text.valueChanges.pipe(
      debounceTime(SETTLE_MS),
      filter((text) => typeof text === 'string'),
      map((text) => text.trim()),
    ),
    { initialValue: '' },
  );
  protected readonly found = injectRecords(
    () => this.entity(),
    () => {
      if (!this.searching()) return undefined;
      const search = this.typed() === this.shown() ? '' : this.typed();
      return toFindQuery(this.entity(), { filters: {}, search, sort: this.entity().title }, SUGGESTIONS);
    },
  );
  protected readonly options = computed(() =>
    this.found
      .views()
      .map(({ row, readOnly }) => ({ id: row.id, title: this.titleOf(row), row, closed: readOnly && this.writable() })),
  );
  protected readonly title = computed(() => {
    const row = this.record.value();
    return row ? this.titleOf(row) : '';
  });
  /** What stands in the input while nobody types. */
  private readonly shown = computed(() => {
    if (this.value() === null || this.title()) return this.title();
    if (!this.record.isLoading()) return NOT_AVAILABLE;
    return this.offline() ? NOT_KEPT : '';
  });
  /** What the list of suggestions says beside them, or where it has none. */
  protected readonly note = computed(() =>
    listNote(this.found, {
      offline: this.offline(),
      none: 'Nothing found',
      loading: 'Searching…',
      notKept: 'Nothing found in this browser',
    }),
  );
  protected readonly link = computed(() => `/${this.target()}/${this.value() ?? ''}`);

  constructor() {
    effect(() => {
      const shown = this.shown();
      untracked(() => {
        if (!this.text.dirty) this.show(shown); // a title that arrives late does not replace what is being typed
      });
    });
    effect(() => {
      if (this.disabled()) this.text.disable({ emitEvent: false });
      else this.text.enable({ emitEvent: false });
    });
    effect(() => {
      // The form field shows its error only while its own control has one.
      this.text.setErrors(this.problem() ? { problem: true } : null);
      if (this.problem()) this.text.markAsTouched();
    });
  }

  protected begin(): void {
    this.searching.set(true);
  }

  protected choose(event: MatAutocompleteSelectedEvent): void {
    this.pick(event.option.value as { id: string; title: string });
  }

  protected leave(): void {
    const typed = this.text.value.trim();
    const [named, ...others] = this.options().filter(({ title, closed }) => !closed && sameText(title, typed));
    // An empty text is the person's wish only where the person emptied it: the title may still be on its way.
    const emptied = this.text.dirty && typed === '';
    if (this.text.dirty && typed && named && others.length === 0) this.pick(named);
    else {
      if (emptied && this.value() !== null) this.picked.emit(null);
      this.show(emptied ? '' : this.shown());
    }
    this.left.emit();
  }

  protected detailOf(row: Row): string {
    return this.values.detail(this.entity(), row);
  }

  protected nameOf(option: { title: string } | string | null): string {
    return typeof option === 'string' ? option : (option?.title ?? '');
  }

  private pick({ id, title }: { readonly id: string; readonly title: string }): void {
    this.show(title);
    this.picked.emit(id);
  }

  private show(text: string): void {
    this.text.setValue(text, { emitEvent: false });
    this.text.markAsPristine();
  }

  private titleOf(row: Row): string {
    return String(row[this.entity().title] ?? '');
  }
}

function sameText(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.toLowerCase();
}
