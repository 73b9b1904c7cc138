import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';
import { sharedLabels } from 'c/sharedLabels';

const moment = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone,
});
// A day has no zone: read as midnight UTC, it must be shown in UTC.
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

/** A label with its placeholders `{0}`, `{1}` … filled in, as `String.format` of Apex does. */
export function filled(label: string, ...values: readonly (string | number)[]): string {
  return label.replaceAll(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = values[Number(index)];
    return value === undefined
      ? placeholder
      : typeof value === 'number'
        ? numberText(value)
        : value;
  });
}

/** A number as the user writes it. 0 is "0"; what is not there is the empty text. */
export function numberText(value: number | null | undefined): string {
  return value == null ? '' : plain.format(value);
}

/**
 * What the connector says, such as the reason of a value ("counted on 2026-11-22"), where it stands by itself: as a
 * sentence begins, with days in the user's format.
 */
export function reasonText(text: string): string {
  const localized = text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, dayText);
  return `${localized.slice(0, 1).toUpperCase()}${localized.slice(1)}`;
}

/** A moment (2026-11-24T23:30:00.000Z) in the user's format and time zone; the empty text for none. */
export function momentText(value: string | null | undefined): string {
  return value == null ? '' : moment.format(new Date(value));
}

/** A day (2026-11-24) in the user's format; the empty text for none. */
export function dayText(value: string | null | undefined): string {
  return value == null ? '' : day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`));
}

/** A length of time, such as "3 min 12 s"; the empty text for none. */
export function durationText(seconds: number | null | undefined): string {
  if (seconds == null) return '';
  if (seconds < 60) return filled(sharedLabels.seconds, seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return filled(sharedLabels.minutes, minutes, seconds % 60);
  return filled(sharedLabels.hours, Math.floor(minutes / 60), minutes % 60);
}
