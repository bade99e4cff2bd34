import { effect, signal, type WritableSignal } from '@angular/core';

/**
 * A signal that remembers its value in this browser. Needs an injection context.
 * A value that `accepts` refuses (an older release's, or edited by hand) is replaced by `initial`.
 */
export function storedSignal<T>(key: string, initial: T, accepts: (value: unknown) => boolean): WritableSignal<T> {
  const value = signal(read(key, initial, accepts));
  effect(() => {
    const text = JSON.stringify(value());
    try {
      if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
    } catch {
      // Storage is blocked: the choice lasts until the tab closes.
    }
  });
  return value;
}

function read<T>(key: string, initial: T, accepts: (value: unknown) => boolean): T {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return parsed !== null && accepts(parsed) ? (parsed as T) : initial;
  } catch {
    return initial;
  }
}
