const STEMS = [
  'Nordhafen',
  'Elbtor',
  'Westerkamp',
  'Brightwell',
  'Kestrel',
  'Marlow',
  'Arkona',
  'Silberstein',
  'Vantage',
  'Hollander',
  'Cobalt',
  'Fairbanks',
  'Delmas',
  'Osprey',
  'Rivage',
  'Tannenberg',
  'Larkspur',
  'Meridian',
  'Pellworm',
  'Quayside',
  'Rosenthal',
  'Steinbach',
  'Thornbury',
  'Uhlenhorst',
  'Valmont',
  'Wexford',
  'Yarrow',
  'Zephyr',
  'Ashcombe',
  'Bellerive',
  'Corvina',
  'Dunmore',
  'Eiderstedt',
  'Falkner',
  'Granville',
  'Halvorsen',
  'Ingram',
  'Juniper',
  'Kronberg',
  'Lindgren',
  'Montclair',
];
const TRADES = [
  'Logistics',
  'Foods',
  'Terminals',
  'Chemicals',
  'Automotive',
  'Retail',
  'Pharma',
  'Packaging',
  'Energy',
  'Transit',
  'Steel',
  'Interiors',
  'Electronics',
];
const FORMS = ['GmbH', 'AG', 'B.V.', 'SAS', 'Ltd', 'A/S', 'S.p.A.', 'AB'];

/** The n-th company name: a stem and a trade (41 and 13: 533 different pairs), then with a number. */
export function companyName(index: number, offset = 0): string {
  const n = index + offset;
  const series = Math.floor(index / (STEMS.length * TRADES.length));
  const name = `${STEMS[n % STEMS.length]} ${TRADES[n % TRADES.length]}`;
  return `${name}${series ? ` ${series + 1}` : ''} ${FORMS[n % FORMS.length]}`;
}

/** The short form that projects and talk use. */
export function companyShortName(index: number): string {
  return STEMS[index % STEMS.length] ?? 'Nordhafen';
}
