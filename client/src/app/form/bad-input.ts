import { Directive, ElementRef, inject, input } from '@angular/core';
import { NG_VALIDATORS, type ValidationErrors, type Validator } from '@angular/forms';

/**
 * Makes text that the browser cannot read (a moment without its time) an error. To the control it looks like no value:
 * an optional field would be valid, and saving it would erase what is stored.
 */
@Directive({
  selector: 'input[appBadInput]',
  providers: [{ provide: NG_VALIDATORS, useExisting: BadInput, multi: true }],
})
export class BadInput implements Validator {
  private readonly host = inject<ElementRef<HTMLInputElement>>(ElementRef).nativeElement;

  /** What to say under the input. */
  readonly appBadInput = input.required<string>();

  validate(): ValidationErrors | null {
    return this.host.validity.badInput ? { problem: this.appBadInput() } : null;
  }
}
