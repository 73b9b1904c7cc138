import { weighted } from '../chance.ts';

/** Where an organization is run from. Offsets are standard time: daylight saving would move rows by an hour. */
export interface Region {
  readonly countryCode: string;
  readonly languageLocale: string;
  readonly timeZone: string;
  readonly utcOffsetHours: number;
  readonly instances: readonly string[];
}

const region = (
  countryCode: string,
  languageLocale: string,
  timeZone: string,
  utcOffsetHours: number,
  instances: string,
): Region => ({
  countryCode,
  languageLocale,
  timeZone,
  utcOffsetHours,
  instances: instances.split(' '),
});

/** Regions by their share of customers; among them both sides of the date line, where a working day spans two UTC days. */
export const regions = weighted<Region>([
  [region('US', 'en_US', 'America/New_York', -5, 'NA224 USA512 USA644'), 24],
  [region('US', 'en_US', 'America/Los_Angeles', -8, 'NA218 USA396'), 15],
  [region('US', 'en_US', 'Pacific/Honolulu', -10, 'USA396'), 1],
  [region('CA', 'en_CA', 'America/Toronto', -5, 'CAN62 CAN98'), 5],
  [region('GB', 'en_GB', 'Europe/London', 0, 'GBR30 EU46'), 12],
  [region('DE', 'de_DE', 'Europe/Berlin', 1, 'DEU52 EU44'), 10],
  [region('FR', 'fr_FR', 'Europe/Paris', 1, 'FRA60 EU42'), 6],
  [region('SE', 'sv', 'Europe/Stockholm', 1, 'SWE20'), 3],
  [region('BR', 'pt_BR', 'America/Sao_Paulo', -3, 'BRA24'), 3],
  [region('IN', 'en_IN', 'Asia/Kolkata', 5.5, 'IND98 IND132'), 6],
  [region('JP', 'ja', 'Asia/Tokyo', 9, 'JPN110 AP24'), 5],
  [region('AU', 'en_AU', 'Australia/Sydney', 10, 'AUS54 AP20'), 7],
  [region('NZ', 'en_NZ', 'Pacific/Auckland', 12, 'AUS54'), 3],
]);
