import { Component, computed, effect, input, output, signal, untracked } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import type { EntityDefinition, Field } from '@tidemark/entity-model';
import { map, startWith, switchMap } from 'rxjs';

import { type ControlValue, fromControlValue, toControlValue } from './control-value.ts';
import { FieldInput } from './field-input.ts';
import { fieldValidator } from './field-validator.ts';

type Values = Readonly<Record<string, unknown>>;
type Controls = Record<string, FormControl<ControlValue>>;

/** A field of the form, in the definition's order. */
export interface FormEntry {
  readonly name: string;
  readonly field: Field;
  readonly control: FormControl<ControlValue>;
  /** Whether it takes the whole width. */
  readonly wide: boolean;
  /** Whether it says what a new record belongs to: nobody creates one in a project that they may not write. */
  readonly belongs: boolean;
}

/**
 * A form made from an entity's definition. Fields that the user has not touched follow the row as it changes;
 * touched ones keep what was typed and say what the other side wrote.
 */
@Component({
  selector: 'app-record-form',
  imports: [FieldInput, ReactiveFormsModule],
  templateUrl: './record-form.html',
  styleUrl: './record-form.scss',
  host: { '[class.read-only]': 'readOnly()' },
})
export class RecordForm {
  readonly entity = input.required<EntityDefinition>();
  /** The record's values; for a new record, what to start from. */
  readonly row = input.required<Values>();
  readonly readOnly = input(false);
  /** Whether it is for a record that is still to be created. */
  readonly isNew = input(false);
  /** What the server said about fields, by name, in words; shown until the field is changed. */
  readonly problems = input<Readonly<Record<string, string>>>({});
  /** Values to start from instead of the row's, as edits: a refused write that is to be corrected. */
  readonly proposed = input<Values>({});
  /** The values of the fields that were changed (for a new record: all that are not empty). */
  readonly submitted = output<Record<string, unknown>>();

  readonly form = computed(() => new FormGroup<Controls>(this.build()));
  protected readonly entries = computed<FormEntry[]>(() =>
    Object.entries(this.form().controls).flatMap(([name, control]) => {
      const field: Field | undefined = this.entity().fields[name];
      const wide = field?.kind === 'richText' || field?.kind === 'tags' || name === this.entity().title;
      const { rule, via } = this.entity().access;
      const belongs = this.isNew() && rule === 'project' && via === name;
      return field ? [{ name, field, control, wide, belongs }] : [];
    }),
  );
  private readonly changes = toSignal(
    toObservable(this.form).pipe(
      switchMap((form) => form.events.pipe(startWith(undefined))),
      map(() => Symbol('change')),
    ),
  );
  /** Names of the fields that differ from the row. */
  readonly changed = computed(() => {
    this.changes();
    return this.entries()
      .filter((entry) => this.isChanged(entry))
      .map(({ name }) => name);
  });
  /** Whether the person changed anything: values that were proposed and stand as they are do not count. */
  readonly hasTyped = computed(() => {
    const proposed = this.proposed();
    return this.changed().some((name) => !(name in proposed) || !this.holds(name, proposed[name]));
  });
  /** Names of the touched fields that hold something else on the other side meanwhile. */
  protected readonly clashes = signal<readonly string[]>([]);
  /** Whether what was handed in last was not valid. */
  private readonly isRejected = signal(false);
  protected readonly errorCount = computed(() => {
    this.changes();
    return this.isRejected() ? this.entries().filter(({ control }) => control.invalid).length : 0;
  });
  /** The row that each touched field was changed on, by the field's name. */
  private seen: Readonly<Record<string, Values>> = {};

  constructor() {
    effect(() => {
      const row = this.row();
      this.form(); // a new form begins with the row, too
      untracked(() => this.follow(row));
    });
    effect(() => {
      const [form, proposed] = [this.form(), this.proposed()];
      untracked(() => {
        for (const { name, field } of this.entries()) {
          if (!(name in proposed)) continue;
          form.controls[name]?.setValue(toControlValue(field, proposed[name]));
          form.controls[name]?.markAsDirty();
        }
      });
    });
    effect(() => {
      const [form, problems] = [this.form(), this.problems()];
      untracked(() => {
        for (const [name, problem] of Object.entries(problems)) {
          form.controls[name]?.setErrors({ problem });
          form.controls[name]?.markAsTouched();
        }
      });
    });
    effect(() => {
      const form = this.form();
      if (this.readOnly()) form.disable({ emitEvent: false });
      else form.enable({ emitEvent: false });
    });
  }

  /** Hands the changed fields out if they are valid; otherwise shows what is wrong and goes to the first such field. */
  submit(): void {
    const form = this.form();
    for (const { name } of this.entries()) form.controls[name]?.updateValueAndValidity({ emitEvent: false });
    form.markAllAsTouched();
    const first = this.entries().find(({ control }) => control.invalid);
    this.isRejected.set(first !== undefined);
    if (first) {
      this.focus(first.name);
      return;
    }
    this.submitted.emit(this.changedValues());
  }

  /** The values of the fields that differ from the row, by name. */
  changedValues(): Record<string, unknown> {
    return Object.fromEntries(this.changed().map((name) => [name, this.valueOf(name)]));
  }

  /** Puts the focus into a field; the first one unless told. */
  focus(name = this.entries()[0]?.name): void {
    document.querySelector<HTMLElement>(`[data-field="${name}"] :is(input, textarea, mat-select)`)?.focus();
  }

  /** Gives up all changes. */
  reset(): void {
    this.form().markAsPristine();
    this.follow(this.row());
    this.isRejected.set(false);
  }

  /** Called after the changes were stored: they are the row's own values from here on. */
  settle(): void {
    this.form().markAsPristine();
    this.form().markAsUntouched();
    this.clashes.set([]);
    this.isRejected.set(false);
  }

  /** Takes the other side's value of a touched field. */
  protected takeRemote({ name, field }: FormEntry): void {
    const control = this.form().controls[name];
    control?.setValue(toControlValue(field, this.row()[name]));
    control?.markAsPristine();
    this.seen = { ...this.seen, [name]: this.row() };
    this.clashes.update((names) => names.filter((it) => it !== name));
  }

  protected current(): Values {
    this.changes();
    return Object.fromEntries(this.entries().map(({ name }) => [name, this.valueOf(name)]));
  }

  private valueOf(name: string): unknown {
    const field = this.entity().fields[name];
    return field && fromControlValue(field, this.form().controls[name]?.value);
  }

  /** Whether a field holds this value of a row. */
  private holds(name: string, value: unknown): boolean {
    const field = this.entity().fields[name];
    return field !== undefined && same(this.valueOf(name), fromControlValue(field, toControlValue(field, value)));
  }

  /** Whether a touched field holds something else than what was there: what was typed and removed again is no change. */
  private isChanged({ name, control }: FormEntry): boolean {
    if (!control.dirty) return false;
    return name in this.proposed() || control.invalid || !this.holds(name, this.seen[name]?.[name]);
  }

  private build(): Controls {
    const shown = Object.entries(this.entity().fields).filter(([, field]) => !field.secret);
    const controls: Controls = Object.fromEntries(
      shown.map(([name, field]) => [
        name,
        new FormControl<ControlValue>(null, { validators: fieldValidator(this.entity(), name, field) }),
      ]),
    );
    // Whether the second of two days is too early also depends on the first.
    for (const [first, second] of this.entity().ordered) {
      controls[first]?.valueChanges.subscribe(() => controls[second]?.updateValueAndValidity());
    }
    return controls;
  }

  /** Brings unchanged fields up to the row; notes what changed under the others. */
  private follow(row: Values): void {
    const clashes: string[] = [];
    const seen: Record<string, Values> = {};
    for (const entry of this.entries()) {
      const { name, field, control } = entry;
      if (!this.isChanged(entry)) {
        control.setValue(toControlValue(field, row[name]));
        seen[name] = row;
        continue;
      }
      const before = (seen[name] = this.seen[name] ?? {});
      const isOther = !same(row[name], before[name]) || this.followsCurrency(field, before, row);
      if (isOther && !same(row[name], fromControlValue(field, control.value))) clashes.push(name);
    }
    this.seen = seen;
    this.clashes.set(clashes);
  }

  /** Whether an amount gets another currency from the other side: what was typed would become a different sum. */
  private followsCurrency({ kind, currencyField = 'currency' }: Field, before: Values, row: Values): boolean {
    const currency = this.entries().find(({ name }) => kind === 'money' && name === currencyField);
    return currency !== undefined && !this.isChanged(currency) && !same(row[currencyField], before[currencyField]);
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
