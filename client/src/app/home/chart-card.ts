import { Component, computed, inject, input } from '@angular/core';

import { Formats } from '../display/formats.ts';
import { barOptions, donutOptions, type Progressed } from './chart-options.ts';
import type { Counted } from './count-by.ts';
import { EChart } from './e-chart.ts';

/** A card with a chart, and the same figures as a table for whoever does not see it. */
@Component({
  selector: 'app-chart-card',
  imports: [EChart],
  template: `
    <section [attr.aria-label]="heading()">
      <h2>{{ heading() }}</h2>
      @if (missing() || empty()) {
        <p class="none muted">{{ missing() || 'No data yet' }}</p>
      } @else {
        @defer (on immediate) {
          <app-e-chart [options]="options()" aria-hidden="true" />
        } @placeholder {
          <div class="space"></div>
        }
        <table class="unseen">
          <caption>
            {{
              heading()
            }}
          </caption>
          @for (row of table(); track row.label) {
            <tr>
              <th scope="row">{{ row.label }}</th>
              <td>{{ row.text }}</td>
            </tr>
          }
        </table>
      }
    </section>
  `,
  styles: `
    section {
      box-sizing: border-box;
      height: 100%;
      padding: 1rem 1.25rem;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 0.875rem;
      background: var(--mat-sys-surface-container-lowest);
    }
    h2 {
      font: var(--mat-sys-title-small);
    }
    .none,
    .space,
    app-e-chart {
      display: block;
      height: 14rem;
    }
    .none {
      display: grid;
      place-items: center;
    }
  `,
})
export class ChartCard {
  private readonly formats = inject(Formats);
  readonly heading = input.required<string>();
  readonly counted = input<readonly Counted[]>([]);
  readonly progressed = input<readonly Progressed[]>([]);
  /** Why nothing is drawn, not even what is there; empty once it is known what there is. */
  readonly missing = input('');
  /** Whether there are more records than were counted. */
  readonly more = input(false);

  protected readonly empty = computed(() => this.counted().length === 0 && this.progressed().length === 0);
  protected readonly options = computed(() =>
    this.progressed().length > 0
      ? barOptions(this.progressed(), (value) => this.formats.compact(value))
      : donutOptions(this.counted(), { more: this.more() }),
  );
  protected readonly table = computed(() => [
    ...this.counted().map(({ label, count }) => ({ label, text: String(count) })),
    ...this.progressed().map(({ name, value, limit }) => ({
      label: name,
      text: `${this.formats.compact(value)} of ${this.formats.compact(limit)}`,
    })),
  ]);
}
