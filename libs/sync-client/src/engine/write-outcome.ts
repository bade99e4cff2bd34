import { filter, firstValueFrom, map, merge, Observable } from 'rxjs';

import type { Clock } from '../ports/clock.ts';
import type { RecordStore } from '../store/record-store.ts';

/** What became of a write: the server has it, has not answered yet, or did not take it. */
export type WriteOutcome = 'saved' | 'pending' | 'refused';

/** What becomes of the record's writes that wait now, as far as the server answers within `patienceMs`. */
export function writeOutcome(
  key: string,
  patienceMs: number,
  { store, clock }: { readonly store: RecordStore; readonly clock: Clock },
): Promise<WriteOutcome> {
  let awaited: ReadonlySet<string> | undefined;
  const answered$ = store.watchRecord(key).pipe(
    map((record): WriteOutcome => {
      awaited ??= new Set(record?.pending.map(({ mutationId }) => mutationId));
      const isAwaited = ({ mutationId }: { mutationId: string }): boolean => awaited?.has(mutationId) === true;
      if (record?.pending.some(isAwaited)) return 'pending';
      return record?.refused.some(isAwaited) ? 'refused' : 'saved';
    }),
    filter((outcome) => outcome !== 'pending'),
  );
  const patience$ = new Observable<WriteOutcome>((subscriber) => {
    const timer = clock.setTimeout(() => subscriber.next('pending'), patienceMs);
    return () => clock.clearTimeout(timer);
  });
  return firstValueFrom(merge(answered$, patience$));
}
