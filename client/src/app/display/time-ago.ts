import { Component, computed, inject, input } from '@angular/core';

import { Formats } from './formats.ts';
import { MinuteClock } from './minute-clock.ts';

/** A moment as "3 minutes ago", with the exact time on hover and for assistive technology. */
@Component({
  selector: 'app-time-ago',
  template: `<time [attr.datetime]="value()" [title]="exact()">{{ text() }}</time>`,
})
export class TimeAgo {
  private readonly formats = inject(Formats);
  private readonly clock = inject(MinuteClock);

  /** ISO 8601. */
  readonly value = input.required<string>();
  protected readonly text = computed(() => this.formats.ago(this.value(), Math.max(this.clock.nowMs(), Date.now())));
  protected readonly exact = computed(() => this.formats.exactMoment(this.value()));
}
