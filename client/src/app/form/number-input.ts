import { computed, Directive, ElementRef, inject, input } from '@angular/core';
import {
  type AbstractControl,
  type ControlValueAccessor,
  NG_VALIDATORS,
  NG_VALUE_ACCESSOR,
  type ValidationErrors,
  type Validator,
} from '@angular/forms';
import type { Field } from '@tidemark/entity-model';

import type { ControlValue } from './control-value.ts';
import { NumberText } from './number-text.ts';

/**
 * Lets a text input hold a number in the locale's form. A browser's own number input reads `12,50` as 1250 or as
 * nothing, as it happens to be set, and changes its value under the mouse wheel. Text that is no number is the
 * control's value as it stands, and an error: it is neither lost nor taken for an empty field.
 */
@Directive({
  selector: 'input[appNumberInput]',
  host: { '[inputMode]': 'keyboard()', '(input)': 'read()', '(blur)': 'leave()' },
  providers: [
    { provide: NG_VALUE_ACCESSOR, useExisting: NumberInput, multi: true },
    { provide: NG_VALIDATORS, useExisting: NumberInput, multi: true },
  ],
})
export class NumberInput implements ControlValueAccessor, Validator {
  private readonly host = inject<ElementRef<HTMLInputElement>>(ElementRef).nativeElement;
  private readonly numbers = inject(NumberText);

  readonly appNumberInput = input.required<Field>();
  private readonly isWhole = computed(() => this.appNumberInput().kind === 'integer');
  /** Of a touch screen; those for numbers have no minus everywhere. */
  protected readonly keyboard = computed(() => {
    const { min = -1 } = this.appNumberInput();
    if (min < 0) return 'text';
    return this.isWhole() ? 'numeric' : 'decimal';
  });
  private changed: (value: ControlValue) => void = () => undefined;
  private touched: () => void = () => undefined;

  writeValue(value: ControlValue): void {
    this.host.value = typeof value === 'number' ? this.numbers.localize(String(value)) : String(value ?? '');
  }

  registerOnChange(changed: (value: ControlValue) => void): void {
    this.changed = changed;
  }

  registerOnTouched(touched: () => void): void {
    this.touched = touched;
  }

  setDisabledState(isDisabled: boolean): void {
    this.host.disabled = isDisabled;
  }

  validate({ value }: AbstractControl<ControlValue>): ValidationErrors | null {
    if (typeof value !== 'string' || value === '') return null;
    const example = this.numbers.localize(this.isWhole() ? '12' : '12.50');
    return { problem: `${this.appNumberInput().label} is not a number; write ${example}` };
  }

  protected read(): void {
    const text = this.host.value.trim();
    this.changed(text === '' ? null : (this.numbers.parse(text) ?? text));
  }

  /** Shows what was understood: the grouping goes, and digits after the point stay as they were typed. */
  protected leave(): void {
    this.host.value = this.numbers.ungroup(this.host.value);
    this.touched();
  }
}
