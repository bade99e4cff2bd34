/** The currencies that money may be in (ISO 4217), as validation, CHECK constraints and forms offer them. */
export const CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'AUD',
  'BRL',
  'CAD',
  'CNY',
  'CZK',
  'DKK',
  'HKD',
  'HUF',
  'INR',
  'JPY',
  'MXN',
  'NOK',
  'NZD',
  'PLN',
  'RON',
  'SEK',
  'SGD',
  'TRY',
  'ZAR',
] as const;

export type CurrencyCode = (typeof CURRENCIES)[number];
