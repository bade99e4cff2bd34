import { Component, input } from '@angular/core';
import { MatIconModule } from '@angular/material/icon';

/** What stands where content would be: why there is none, and (as content) what can be done. */
@Component({
  selector: 'app-empty-state',
  imports: [MatIconModule],
  template: `
    <mat-icon class="icon">{{ icon() }}</mat-icon>
    <h2>{{ heading() }}</h2>
    @if (text()) {
      <p class="muted">{{ text() }}</p>
    }
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 0.375rem;
      box-sizing: border-box;
      min-height: 16rem;
      padding: 2rem 1rem;
      text-align: center;
      /* The rows that this browser keeps take a moment to be read: no flicker of "none". */
      animation: appear 0.25s step-end;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
    .icon {
      width: 3rem;
      height: 3rem;
      padding: 0.875rem;
      border-radius: 50%;
      background: var(--mat-sys-surface-container-high);
      color: var(--mat-sys-on-surface-variant);
      font-size: 3rem;
    }
    p {
      max-width: 32rem;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem;
      justify-content: center;
      margin-top: 0.75rem;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<string>();
  readonly heading = input.required<string>();
  readonly text = input('');
}
