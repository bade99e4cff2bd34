import type { Observable } from 'rxjs';

/** What the surroundings say: whether there is a network, and whether somebody is looking at this tab. */
export interface Presence {
  /** False only where the browser is sure that there is no network. */
  readonly online$: Observable<boolean>;
  /** Whether the page is visible. Emits the present value on subscription, as `online$` does. */
  readonly visible$: Observable<boolean>;
}
