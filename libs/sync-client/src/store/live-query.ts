import { Observable } from 'rxjs';

/**
 * Runs a query now and again after each change that concerns it, one run at a time: changes during a run lead to one
 * more run. A failed run is told to `onFailure` and tried again at the next change; the stream never errors.
 */
export function liveQuery<Result>(
  run: () => Promise<Result>,
  changes$: Observable<ReadonlySet<string>>,
  concerns: (key: string) => boolean,
  onFailure: (error: unknown) => void,
): Observable<Result> {
  return new Observable((subscriber) => {
    let isRunning = false;
    let isDirty = false;
    const refresh = async (): Promise<void> => {
      isDirty = true;
      if (isRunning) return;
      isRunning = true;
      while (isDirty && !subscriber.closed) {
        isDirty = false;
        try {
          const result = await run();
          if (!isDirty) subscriber.next(result);
        } catch (error) {
          if (!subscriber.closed) onFailure(error);
        }
      }
      isRunning = false;
    };
    const changes = changes$.subscribe((keys) => {
      for (const key of keys) {
        if (concerns(key)) {
          void refresh();
          return;
        }
      }
    });
    void refresh();
    return changes;
  });
}
