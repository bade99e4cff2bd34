import { localeOf } from './locale.ts';

it.each<[readonly string[], string]>([
  [['de-CH', 'en'], 'de-CH'],
  [['en-US@posix'], 'en-US'],
  [['C', 'fr'], 'fr'],
  [['', 'not a language'], 'en-GB'],
  [[], 'en-GB'],
])('a browser that speaks %j formats as %s', (languages, locale) => {
  expect(localeOf(languages)).toBe(locale);
  expect(() => new Intl.RelativeTimeFormat(locale)).not.toThrow();
});
