import { InjectionToken } from '@angular/core';

/** The person's language and region (BCP 47), which dates, numbers and money follow. */
export const LOCALE = new InjectionToken<string>('LOCALE', {
  providedIn: 'root',
  factory: () => localeOf(globalThis.navigator?.languages ?? []),
});

/**
 * The first of a browser's languages that `Intl` takes. Chromium passes on what the system calls its language: in a
 * system without one that is `en-US@posix`, on which every formatter throws.
 */
export function localeOf(languages: readonly string[]): string {
  return languages.map((language) => language.replace(/@.*/, '')).find(isLanguageTag) ?? 'en-GB';
}

function isLanguageTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
