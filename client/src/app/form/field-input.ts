import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatButtonToggleModule } from '@angular/material/button-toggle';
import { type MatChipInputEvent, MatChipsModule } from '@angular/material/chips';
import { DateAdapter, MAT_DATE_FORMATS } from '@angular/material/core';
import { MatDatepickerModule } from '@angular/material/datepicker';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatIconModule } from '@angular/material/icon';
import { MatInputModule } from '@angular/material/input';
import { MatSelectModule } from '@angular/material/select';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import { type Field, optionsOf } from '@tidemark/entity-model';
import { map, startWith, switchMap } from 'rxjs';

import { dayOf } from '../display/calendar-day.ts';
import { ChoiceChip } from '../display/choice-chip.ts';
import { Formats } from '../display/formats.ts';
import { RichText } from '../display/rich-text.ts';
import { BadInput } from './bad-input.ts';
import type { ControlValue } from './control-value.ts';
import { NumberInput } from './number-input.ts';
import { ReferenceInput } from './reference-input.ts';

/** Text longer than this gets several lines. */
const LONG_TEXT = 250;
/** As much of the other side's text is shown in the note about it; "Take it" takes all. */
const NOTE_TEXT = 120;

/** The input for one field, by its kind, with its hint, its problem in words, and what changed on the other side. */
@Component({
  selector: 'app-field-input',
  imports: [
    BadInput,
    ChoiceChip,
    MatButtonModule,
    MatButtonToggleModule,
    MatChipsModule,
    MatDatepickerModule,
    MatFormFieldModule,
    MatIconModule,
    MatInputModule,
    MatSelectModule,
    MatSlideToggleModule,
    NgTemplateOutlet,
    NumberInput,
    ReactiveFormsModule,
    ReferenceInput,
    RichText,
  ],
  templateUrl: './field-input.html',
  styleUrl: './field-input.scss',
})
export class FieldInput {
  private readonly formats = inject(Formats);
  private readonly exampleDay = inject<DateAdapter<Date>>(DateAdapter).format(
    dayOf(2026, 11, 20),
    inject(MAT_DATE_FORMATS).display.dateInput,
  );

  readonly name = input.required<string>();
  readonly field = input.required<Field>();
  readonly control = input.required<FormControl<ControlValue>>();
  /** The form's present values: an amount's currency is among them. */
  readonly row = input.required<Readonly<Record<string, unknown>>>();
  readonly readOnly = input(false);
  /** Whether a reference must be to a record that the person may write. */
  readonly writable = input(false);
  /** The values on the other side; only looked at when `hasRemote`. */
  readonly remote = input<Readonly<Record<string, unknown>>>({});
  readonly hasRemote = input(false);
  readonly remoteTaken = output();

  private readonly events = toSignal(
    toObservable(this.control).pipe(
      switchMap((control) => control.events.pipe(startWith(undefined))),
      map(() => Symbol('event')),
    ),
  );
  protected readonly label = computed(() => this.field().label ?? this.name());
  protected readonly hint = computed(() => this.field().hint ?? '');
  protected readonly value = computed(() => {
    this.events();
    return this.control().value;
  });
  protected readonly text = computed(() => (typeof this.value() === 'string' ? String(this.value()) : ''));
  protected readonly labels = computed(() => (Array.isArray(this.value()) ? (this.value() as readonly string[]) : []));
  protected readonly problem = computed(() => {
    this.events();
    const { errors, touched } = this.control();
    if (!touched || !errors) return '';
    // Text that the date picker cannot read leaves its control empty: it would be "needed", too.
    if (errors['matDatepickerParse']) return `${this.label()} is not a date; write it like ${this.exampleDay}`;
    return String(errors['problem'] ?? `${this.label()} is not valid`);
  });
  protected readonly isLong = computed(() => (this.field().maxLength ?? 0) > LONG_TEXT);
  protected readonly inputType = computed(
    () => ({ email: 'email', phone: 'tel', url: 'url' })[this.field().kind as string] ?? 'text',
  );
  protected readonly unit = computed(() => {
    const { kind, currencyField = 'currency' } = this.field();
    if (kind === 'percent') return '%';
    return kind === 'money' ? String(this.row()[currencyField] ?? '') : '';
  });
  protected readonly options = computed(() => optionsOf(this.field()));
  protected readonly remoteText = computed(() => {
    const text = this.formats.value(this.field(), this.remote()[this.name()], this.remote()) || '(empty)';
    return text.length > NOTE_TEXT ? `${text.slice(0, NOTE_TEXT).trimEnd()}…` : text;
  });
  protected readonly preview = signal(false);

  protected asText(value: ControlValue): string | null {
    return typeof value === 'string' ? value : null;
  }

  protected set(value: ControlValue): void {
    this.control().setValue(value);
    this.control().markAsDirty();
    this.control().markAsTouched();
  }

  protected addLabel(event: MatChipInputEvent): void {
    const label = event.value.trim();
    if (label && !this.labels().includes(label)) this.set([...this.labels(), label]);
    event.chipInput.clear();
  }

  protected removeLabel(label: string): void {
    this.set(this.labels().filter((it) => it !== label));
  }
}
