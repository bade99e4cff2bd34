import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin } from '@angular/cdk/overlay';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormsModule, type NgModel } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatCheckboxModule } from '@angular/material/checkbox';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatIconModule } from '@angular/material/icon';
import { MatInputModule } from '@angular/material/input';
import { MatRadioModule } from '@angular/material/radio';
import { type Field, optionsOf } from '@tidemark/entity-model';

import { Formats } from '../display/formats.ts';
import { RecordTitles } from '../display/record-titles.ts';
import { NumberInput } from '../form/number-input.ts';
import { ReferenceInput } from '../form/reference-input.ts';
import { filterStyle } from './list-query.ts';

/** One filter: says what it is set to, and opens a small form to set it. */
@Component({
  selector: 'app-filter-chip',
  imports: [
    CdkConnectedOverlay,
    CdkOverlayOrigin,
    CdkTrapFocus,
    FormsModule,
    MatButtonModule,
    MatCheckboxModule,
    MatFormFieldModule,
    MatIconModule,
    MatInputModule,
    MatRadioModule,
    NumberInput,
    ReferenceInput,
  ],
  templateUrl: './filter-chip.html',
  styleUrl: './filter-chip.scss',
})
export class FilterChip {
  private readonly formats = inject(Formats);
  private readonly titles = inject(RecordTitles);

  readonly name = input.required<string>();
  readonly field = input.required<Field>();
  /** As it stands in the address; empty where the filter is not set. */
  readonly value = input('');
  readonly changed = output<string>();

  protected readonly open = signal(false);
  protected readonly label = computed(() => this.field().label ?? this.name());
  protected readonly style = computed(() => filterStyle(this.field()));
  protected readonly options = computed(() => optionsOf(this.field()));
  protected readonly chosen = computed(() => new Set(this.value().split(',').filter(Boolean)));
  protected readonly range = computed(() => {
    const [from = '', to = ''] = this.value().split('..');
    return { from, to };
  });
  protected readonly isDay = computed(() => /^(date|timestamp)$/.test(this.field().kind));
  protected readonly words = computed(() => this.describe());

  protected toggle(value: string, on: boolean): void {
    const chosen = new Set(this.chosen());
    if (on) chosen.add(value);
    else chosen.delete(value);
    this.changed.emit(
      this.options()
        .map((option) => option.value)
        .filter((it) => chosen.has(it))
        .join(','),
    );
  }

  protected setRange(from: string, to: string): void {
    this.changed.emit(from || to ? `${from}..${to}` : '');
  }

  /** Sets the range where both ends can be read. */
  protected setNumbers(from: NgModel, to: NgModel): void {
    if (from.valid && to.valid) this.setRange(String(from.value ?? ''), String(to.value ?? ''));
  }

  protected toNumber(text: string): number | null {
    return text === '' ? null : Number(text);
  }

  /** The button that was pressed goes with the value: the focus stays on the chip. */
  protected remove(main: HTMLElement): void {
    main.focus();
    this.clear();
  }

  protected clear(): void {
    this.changed.emit('');
    this.open.set(false);
  }

  private describe(): string {
    const value = this.value();
    if (!value) return '';
    switch (this.style()) {
      case 'choice': {
        const labels = this.options()
          .filter((it) => this.chosen().has(it.value))
          .map((it) => it.label);
        return labels.length > 2 ? `${labels.length} values` : labels.join(', ');
      }
      case 'boolean':
        return value === 'true' ? 'Yes' : 'No';
      case 'ref':
        return this.titles.text(this.field().target ?? '', value);
      case 'range': {
        const { from, to } = this.range();
        const text = (it: string) => (this.isDay() ? this.formats.day(it) : this.formats.number(Number(it)));
        if (from && to) return `${text(from)} – ${text(to)}`;
        return from ? `from ${text(from)}` : `up to ${text(to)}`;
      }
      default:
        return value;
    }
  }
}
