import { timeZoneName, offsetMs } from '../values/time-zone.ts';
import type { NativeRun } from './native-run.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface Moment {
  /** The wall clock of the zone, as if it were GMT. */
  readonly local: Date;
  readonly epochMs: number;
  readonly timeZone: string;
}

type Field = (moment: Moment, count: number) => string;

const number =
  (of: (local: Date) => number): Field =>
  ({ local }, count) =>
    String(of(local)).padStart(count, '0');
const name =
  (names: readonly string[], of: (local: Date) => number, numeric: Field): Field =>
  (moment, count) => {
    if (count < 3) return numeric(moment, count);
    const full = names[of(moment.local)] ?? '';
    return count === 3 ? full.slice(0, 3) : full;
  };

/** The letters of Java's SimpleDateFormat, which the documentation of Datetime.format points to. */
const fields: Readonly<Record<string, Field>> = {
  G: () => 'AD',
  y: ({ local }, count) => {
    const year = String(local.getUTCFullYear());
    return count === 2 ? year.slice(-2) : year.padStart(count, '0');
  },
  M: name(
    months,
    (local) => local.getUTCMonth(),
    number((local) => local.getUTCMonth() + 1),
  ),
  d: number((local) => local.getUTCDate()),
  D: number((local) => dayOfYear(local)),
  E: (moment, count) => {
    const full = days[moment.local.getUTCDay()] ?? '';
    return count <= 3 ? full.slice(0, 3) : full;
  },
  u: number((local) => local.getUTCDay() || 7),
  F: number((local) => Math.ceil(local.getUTCDate() / 7)),
  a: ({ local }) => (local.getUTCHours() < 12 ? 'AM' : 'PM'),
  H: number((local) => local.getUTCHours()),
  k: number((local) => local.getUTCHours() || 24),
  K: number((local) => local.getUTCHours() % 12),
  h: number((local) => local.getUTCHours() % 12 || 12),
  m: number((local) => local.getUTCMinutes()),
  s: number((local) => local.getUTCSeconds()),
  S: number((local) => local.getUTCMilliseconds()),
  z: ({ epochMs, timeZone }, count) =>
    timeZoneName(epochMs, timeZone, count >= 4 ? 'long' : 'short'),
  Z: (moment) => offset(moment, ''),
  X: (moment, count) => {
    const text = offset(moment, count === 3 ? ':' : '');
    if (text === '+0000' || text === '+00:00') return 'Z';
    return count === 1 ? text.slice(0, 3) : text;
  },
};

/** The moment written by a pattern such as `yyyy-MM-dd'T'HH:mm:ss.SSS'Z'`, in the zone. Throws for a letter it doesn't know. */
export function patternedDate(
  run: NativeRun,
  epochMs: number,
  timeZone: string,
  pattern: string,
): string {
  const moment = { epochMs, timeZone, local: new Date(epochMs + offsetMs(epochMs, timeZone)) };
  return pattern.replace(
    /''|'((?:[^']|'')*)'|([A-Za-z])\2*/g,
    (all: string, quoted: string | undefined, letter: string) => {
      if (all === "''") return "'";
      if (quoted !== undefined) return quoted.replaceAll("''", "'");
      return patternField(run, letter)(moment, all.length);
    },
  );
}

function patternField(run: NativeRun, letter: string): Field {
  const field = fields[letter];
  if (field) return field;
  if ('wWYL'.includes(letter)) throw run.unsupported(`the date pattern letter ${letter}`);
  throw run.exception('IllegalArgumentException', `Illegal pattern character '${letter}'`);
}

/** 1 on the first of January. */
export function dayOfYear(local: Date): number {
  return (
    Math.floor(
      (local.getTime() - new Date(0).setUTCFullYear(local.getUTCFullYear(), 0, 1)) / 86_400_000,
    ) + 1
  );
}

function offset({ epochMs, timeZone }: Moment, separator: string): string {
  const minutes = Math.round(offsetMs(epochMs, timeZone) / 60_000);
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}${separator}${rest}`;
}
