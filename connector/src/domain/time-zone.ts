import type { CalendarDate } from './calendar-date.ts';

/** Making a format takes a quarter of a millisecond and a run asks for every Account, so each zone's is kept. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the text names a time zone that this runtime knows, such as `America/Los_Angeles`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The day it is in the zone at that instant, by the zone's own clock changes.
 *
 * @throws RangeError for a zone that is not one (see isTimeZone), or an instant that is none
 */
export function dayIn(timeZone: string, instant: Date): CalendarDate {
  return formatOf(timeZone).format(instant);
}

/** The time on the zone's clock at that instant, `HH:MM`. Throws as dayIn does. */
export function timeIn(timeZone: string, instant: Date): string {
  return clockOf(timeZone).format(instant);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });
  clocks.set(timeZone, clock);
  return clock;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  // Swedish writes a date as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}
