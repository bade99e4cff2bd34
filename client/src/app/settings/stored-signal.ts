import { effect, signal, type WritableSignal } from '@angular/core';
import { browserNotes } from '@tidemark/sync-client';

/**
 * A signal that remembers its value in this browser; where that keeps nothing, until the tab closes. Needs an injection
 * context.
 * A value that `accepts` refuses (an older release's, or edited by hand) is replaced by `initial`.
 */
export function storedSignal<T>(key: string, initial: T, accepts: (value: unknown) => boolean): WritableSignal<T> {
  const value = signal(read(key, initial, accepts));
  effect(() => {
    const text = JSON.stringify(value());
    if (browserNotes.get(key) !== text) browserNotes.set(key, text);
  });
  return value;
}

function read<T>(key: string, initial: T, accepts: (value: unknown) => boolean): T {
  try {
    const parsed: unknown = JSON.parse(browserNotes.get(key) ?? 'null');
    return parsed !== null && accepts(parsed) ? (parsed as T) : initial;
  } catch {
    return initial;
  }
}
