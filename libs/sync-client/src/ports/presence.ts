import type { Observable } from 'rxjs';

/** What the surroundings say: whether there is a network, and whether this tab is there and looked at. */
export interface Presence {
  /** False only where the browser is sure that there is no network. */
  readonly online$: Observable<boolean>;
  /** Whether the page is visible. Emits the present value on subscription, as `online$` does. */
  readonly visible$: Observable<boolean>;
  /** False once the page is left: closed, loaded anew, or kept by the browser for the way back, which makes it true again. */
  readonly open$: Observable<boolean>;
}
