import { fromEvent, map, merge, Observable, of, startWith } from 'rxjs';

import type { Presence } from '../ports/presence.ts';

/** The browser's word on network and page; always online, visible and open where there is no window. */
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
  open$: whereWindow(() =>
    merge(fromEvent(window, 'pagehide'), fromEvent(window, 'pageshow')).pipe(
      map(({ type }) => type === 'pageshow'),
      startWith(true),
    ),
  ),
};

function whereWindow(observe: () => Observable<boolean>): Observable<boolean> {
  return new Observable((subscriber) => (typeof window === 'undefined' ? of(true) : observe()).subscribe(subscriber));
}
