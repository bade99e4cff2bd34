import { InjectionToken } from '@angular/core';

/** The person's language and region (BCP 47), which dates, numbers and money follow. */
export const LOCALE = new InjectionToken<string>('LOCALE', {
  providedIn: 'root',
  factory: () => globalThis.navigator?.language ?? 'en-GB',
});
