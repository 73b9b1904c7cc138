import { SalesforceError } from '../schema/salesforce-error.ts';

/** The calendar day (`2026-11-24`) it is in the zone at the moment. */
export function dayIn(timeZone: string, moment: Date): string {
  return localText(timeZone, moment).slice(0, 10);
}

/** The moment a calendar day begins in the zone. Where midnight is skipped by a clock change, the first moment after it. */
export function startOfDay(timeZone: string, day: string): Date {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (timeZone === 'UTC') return midnight;
  // The offset before midnight may not be the one after it, so the second guess uses the first one's.
  const guess = new Date(midnight.getTime() - offsetMs(timeZone, midnight));
  return new Date(midnight.getTime() - offsetMs(timeZone, guess));
}

function offsetMs(timeZone: string, moment: Date): number {
  const local = new Date(`${localText(timeZone, moment)}Z`);
  return local.getTime() - Math.floor(moment.getTime() / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localText(timeZone: string, moment: Date): string {
  return formatOf(timeZone).format(moment).replace(', ', 'T').replace(' ', 'T');
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const found = formats.get(timeZone);
  if (found) return found;
  try {
    // The Swedish locale writes dates as ISO 8601 does.
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    formats.set(timeZone, format);
    return format;
  } catch {
    throw new SalesforceError('INVALID_FIELD', `The user's time zone ${timeZone} is unknown`);
  }
}
