import { Component, computed, input } from '@angular/core';
import { sentenceCase } from '@tidemark/entity-model';

import { choiceTone } from './choice-tone.ts';

/** A choice value as a coloured label; the text alone says it too. */
@Component({
  selector: 'app-choice-chip',
  template: `<span class="chip" [class]="tone()">{{ text() }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      min-width: 0;
    }
    .chip {
      overflow: hidden;
      padding: 0.125rem 0.5rem;
      border-radius: 0.375rem;
      background: var(--tone-background);
      color: var(--tone-text);
      font:
        500 0.75rem/1.25rem 'Roboto Variable',
        Roboto,
        system-ui,
        sans-serif;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class ChoiceChip {
  readonly value = input.required<string>();
  protected readonly text = computed(() => sentenceCase(this.value()));
  protected readonly tone = computed(() => `tone-${choiceTone(this.value())}`);
}
