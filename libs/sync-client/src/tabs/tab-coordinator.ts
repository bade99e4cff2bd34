import { BehaviorSubject, Subject, type Subscription } from 'rxjs';

import { type Interest, mergeInterests, NO_INTEREST } from '../interest/interest.ts';
import type { Clock } from '../ports/clock.ts';
import type { TabBus } from '../ports/tab-bus.ts';
import { type LeaderReport, NO_REPORT } from './leader-report.ts';
import { asTabMessage, type TabMessage } from './tab-message.ts';

/** A tab that has not been heard of for this long is forgotten; hidden tabs' timers run once a minute at worst. */
const FORGET_MS = 150_000;
/** How often a tab repeats what it shows. */
const REPEAT_MS = 30_000;

/**
 * Passes between tabs what each needs of the others: interests to the leader, the leader's report to everybody. What
 * is passed is always the whole, never a difference, so a message that was lost is made good by the next.
 */
export class TabCoordinator {
  /** What all tabs together show, as far as known; only the leader uses it. */
  readonly interest$ = new BehaviorSubject<Interest>(NO_INTEREST);
  /** The leader's report, from wherever it leads. */
  readonly report$ = new BehaviorSubject<LeaderReport>(NO_REPORT);
  /** Messages for the engine itself. */
  readonly commands$ = new Subject<'wake' | 'auth-changed' | 'signed-out' | 'beat'>();
  readonly #tabId: string;
  readonly #bus: TabBus;
  readonly #clock: Clock;
  readonly #others = new Map<string, { interest: Interest; heardAt: number }>();
  readonly #listening: Subscription;
  #own: Interest = NO_INTEREST;
  #term = 0;
  #isClosed = false;

  constructor(tabId: string, bus: TabBus, clock: Clock) {
    this.#tabId = tabId;
    this.#bus = bus;
    this.#clock = clock;
    this.#listening = bus.messages$.subscribe((message) => {
      const known = asTabMessage(message);
      if (known && known.from !== tabId) this.#hear(known);
    });
    this.#post({ type: 'hello', from: tabId });
    this.#repeat();
  }

  /** What this tab shows. */
  show(interest: Interest): void {
    this.#own = interest;
    this.enter();
  }

  /** What this tab shows counts, as it does from the start. */
  enter(): void {
    this.#post({ type: 'interest', from: this.#tabId, interest: this.#own });
    this.#merge();
  }

  /** Nobody looks at what this tab shows, until it enters again. */
  leave(): void {
    this.#post({ type: 'bye', from: this.#tabId });
  }

  /** This tab leads from now on. */
  lead(): void {
    this.#term += 1;
    this.#post({ type: 'hello', from: this.#tabId });
    this.#merge();
  }

  /** The leader's word to everybody, this tab included. */
  beat(report: LeaderReport): void {
    this.report$.next(report);
    this.#post({ type: 'beat', from: this.#tabId, term: this.#term, report });
  }

  tell(type: 'wake' | 'auth-changed' | 'signed-out'): void {
    this.#post({ type, from: this.#tabId });
  }

  close(): void {
    if (this.#isClosed) return;
    this.leave();
    this.#isClosed = true;
    this.#listening.unsubscribe();
    this.#bus.close();
  }

  #hear(message: TabMessage): void {
    switch (message.type) {
      case 'beat':
        // A leader of an earlier term woke up and does not know yet that it was replaced.
        if (message.term < this.#term) return;
        this.#term = message.term;
        this.report$.next(message.report);
        this.commands$.next('beat');
        return;
      case 'hello':
        this.enter();
        return;
      case 'interest':
        this.#others.set(message.from, { interest: message.interest, heardAt: this.#clock.now() });
        this.#merge();
        return;
      case 'bye':
        this.#others.delete(message.from);
        this.#merge();
        return;
      case 'wake':
      case 'auth-changed':
      case 'signed-out':
        this.commands$.next(message.type);
        return;
    }
  }

  #merge(): void {
    const oldest = this.#clock.now() - FORGET_MS;
    for (const [tabId, { heardAt }] of this.#others) if (heardAt < oldest) this.#others.delete(tabId);
    this.interest$.next(mergeInterests([this.#own, ...[...this.#others.values()].map(({ interest }) => interest)]));
  }

  #repeat(): void {
    this.#clock.setTimeout(() => {
      if (this.#isClosed) return;
      this.enter();
      this.#repeat();
    }, REPEAT_MS);
  }

  #post(message: TabMessage): void {
    if (!this.#isClosed) this.#bus.post(message);
  }
}
