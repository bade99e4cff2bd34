import type { Faker } from '@faker-js/faker';
import { faker as german } from '@faker-js/faker/locale/de';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as french } from '@faker-js/faker/locale/fr';
import { faker as polish } from '@faker-js/faker/locale/pl';

import { slug } from './slug.ts';

/** Pools of words that many records share. Two prime sizes, so that first and last names pair up 64,777 different ways. */
const FIRST_NAMES = 211;
const LAST_NAMES = 307;

const FAKERS: readonly Faker[] = [german, english, french, german, polish];

function pool(count: number, seed: number, make: (faker: Faker) => string): readonly string[] {
  for (const faker of FAKERS) faker.seed(seed);
  const found = new Map<string, string>();
  for (let turn = 0; found.size < count; turn += 1) {
    const faker = FAKERS[turn % FAKERS.length];
    const name = faker ? make(faker) : '';
    // One spelling per address: "Müller" and "Muller" would share an e-mail address.
    if (/^[\p{L} '-]+$/u.test(name) && slug(name)) found.set(slug(name), found.get(slug(name)) ?? name);
  }
  return [...found.values()];
}

export interface Name {
  readonly first: string;
  readonly last: string;
  readonly full: string;
  /** first.last in ASCII. */
  readonly mailbox: string;
}

let pools: { firsts: readonly string[]; lasts: readonly string[] } | undefined;

/** The n-th name; different for each n below 64,777. */
export function nameOf(index: number): Name {
  pools ??= {
    firsts: pool(FIRST_NAMES, 20, (faker) => faker.person.firstName()),
    lasts: pool(LAST_NAMES, 30, (faker) => faker.person.lastName()),
  };
  const first = pools.firsts[index % FIRST_NAMES] ?? '';
  const last = pools.lasts[(index + 90) % LAST_NAMES] ?? '';
  const again = Math.floor(index / (FIRST_NAMES * LAST_NAMES));
  const mailbox = `${slug(first)}.${slug(last)}${again > 0 ? again + 1 : ''}`;
  return { first, last, full: `${first} ${last}`, mailbox };
}
