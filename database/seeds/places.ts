/** Cities in which the company, its customers and its vendors sit. */
export interface Place {
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  readonly callingCode: string;
  readonly postalCode: string;
  readonly street: string;
  readonly currency: string;
}

const place = (
  city: string,
  country: string,
  timeZone: string,
  callingCode: string,
  postalCode: string,
  street: string,
  currency = 'EUR',
): Place => ({ city, country, timeZone, callingCode, postalCode, street, currency });

export const PLACES: readonly Place[] = [
  place('Hamburg', 'Germany', 'Europe/Berlin', '49', '20457', 'Am Sandtorkai'),
  place('Rotterdam', 'Netherlands', 'Europe/Amsterdam', '31', '3011', 'Wijnhaven'),
  place('Lyon', 'France', 'Europe/Paris', '33', '69002', 'Rue de la République'),
  place('Gdańsk', 'Poland', 'Europe/Warsaw', '48', '80-958', 'ul. Marynarki Polskiej', 'PLN'),
  place('Antwerp', 'Belgium', 'Europe/Brussels', '32', '2000', 'Italiëlei'),
  place('Copenhagen', 'Denmark', 'Europe/Copenhagen', '45', '1260', 'Kalvebod Brygge', 'DKK'),
  place('Genoa', 'Italy', 'Europe/Rome', '39', '16126', 'Via Gramsci'),
  place('Bremerhaven', 'Germany', 'Europe/Berlin', '49', '27568', 'Barkhausenstraße'),
  place('Berlin', 'Germany', 'Europe/Berlin', '49', '10117', 'Friedrichstraße'),
  place('Munich', 'Germany', 'Europe/Berlin', '49', '80331', 'Sendlinger Straße'),
  place('Vienna', 'Austria', 'Europe/Vienna', '43', '1010', 'Schottenring'),
  place('Zurich', 'Switzerland', 'Europe/Zurich', '41', '8001', 'Bahnhofstrasse', 'CHF'),
  place('London', 'United Kingdom', 'Europe/London', '44', 'E14 5AB', 'Bank Street', 'GBP'),
  place('Gothenburg', 'Sweden', 'Europe/Stockholm', '46', '411 04', 'Lindholmspiren', 'SEK'),
  place('Oslo', 'Norway', 'Europe/Oslo', '47', '0150', 'Dronning Eufemias gate', 'NOK'),
  place('Barcelona', 'Spain', 'Europe/Madrid', '34', '08039', 'Passeig de Colom'),
  place('Valencia', 'Spain', 'Europe/Madrid', '34', '46024', "Avinguda de l'Enginyer Manuel Soto"),
  place('Le Havre', 'France', 'Europe/Paris', '33', '76600', 'Quai de Southampton'),
  place('Trieste', 'Italy', 'Europe/Rome', '39', '34123', 'Riva Nazario Sauro'),
  place('Prague', 'Czechia', 'Europe/Prague', '420', '110 00', 'Na Příkopě', 'CZK'),
  place('Bratislava', 'Slovakia', 'Europe/Bratislava', '421', '811 09', 'Pribinova'),
  place('Ljubljana', 'Slovenia', 'Europe/Ljubljana', '386', '1000', 'Slovenska cesta'),
  place('Tallinn', 'Estonia', 'Europe/Tallinn', '372', '10111', 'Ahtri'),
  place('Helsinki', 'Finland', 'Europe/Helsinki', '358', '00150', 'Tehtaankatu'),
];
