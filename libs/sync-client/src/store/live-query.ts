import { Observable } from 'rxjs';

/**
 * Runs a query now and again after each change that concerns it, one run at a time: changes during a run lead to one
 * more run, which is told their keys. However fast changes come, each run's result is shown, unless it is the very one
 * shown before. A failed run is told to `onFailure` and tried again at the next change, as though nothing were known;
 * the stream never errors.
 */
export function liveQuery<Result>(
  run: (before: Result | undefined, changed: ReadonlySet<string>) => Promise<Result>,
  changes$: Observable<ReadonlySet<string>>,
  concerns: (key: string) => boolean,
  onFailure: (error: unknown) => void,
): Observable<Result> {
  return new Observable((subscriber) => {
    let isRunning = false;
    let isDirty = false;
    let changed = new Set<string>();
    let held: { readonly result: Result } | undefined;
    const refresh = async (): Promise<void> => {
      isDirty = true;
      if (isRunning) return;
      isRunning = true;
      while (isDirty && !subscriber.closed) {
        isDirty = false;
        const keys = changed;
        changed = new Set();
        try {
          const result = await run(held?.result, keys);
          if (held && result === held.result) continue;
          held = { result };
          subscriber.next(result);
        } catch (error) {
          held = undefined;
          if (!subscriber.closed) onFailure(error);
        }
      }
      isRunning = false;
    };
    const changes = changes$.subscribe((keys) => {
      const { size } = changed;
      for (const key of keys) if (concerns(key)) changed.add(key);
      if (changed.size > size) void refresh();
    });
    void refresh();
    return changes;
  });
}
