import { fromEvent, map, merge, Observable, of, startWith } from 'rxjs';

import type { Presence } from '../ports/presence.ts';

/** The browser's word on network and visibility; always online and visible where there is no window. */
export const browserPresence: Presence = {
  online$: whereWindow(() =>
    merge(fromEvent(window, 'online'), fromEvent(window, 'offline')).pipe(
      startWith(null),
      map(() => navigator.onLine),
    ),
  ),
  visible$: whereWindow(() =>
    fromEvent(document, 'visibilitychange').pipe(
      startWith(null),
      map(() => document.visibilityState === 'visible'),
    ),
  ),
};

function whereWindow(observe: () => Observable<boolean>): Observable<boolean> {
  return new Observable((subscriber) => (typeof window === 'undefined' ? of(true) : observe()).subscribe(subscriber));
}
