import type { Random } from './random.ts';

/** A telephone number of a country (its calling code), in a form that people read out. */
export function phoneNumber(random: Random, callingCode = '49'): string {
  return `+${callingCode} ${random.int(20, 899)} ${random.int(100, 999)} ${random.int(1000, 9999)}`;
}
