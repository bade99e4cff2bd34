import { DestroyRef, inject, Service, signal } from '@angular/core';

/** The time as a signal that moves each half minute: what "3 minutes ago" is measured against. */
@Service()
export class MinuteClock {
  private readonly time = signal(Date.now());
  readonly nowMs = this.time.asReadonly();

  constructor() {
    const timer = setInterval(() => this.time.set(Date.now()), 30_000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
