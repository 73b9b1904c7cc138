const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the machine's time zone database knows the name (`America/New_York`, `GMT`, `UTC`). */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The offset from GMT at that moment, positive east of Greenwich. */
export function offsetMs(epochMs: number, timeZone: string): number {
  if (timeZone === 'UTC' || timeZone === 'GMT') return 0;
  const second = Math.floor(epochMs / 1000) * 1000;
  return wallClockMs(second, timeZone) - second;
}

/** The zone's wall clock at that moment, written as if it were GMT. */
export function localMs(epochMs: number, timeZone: string): number {
  return epochMs + offsetMs(epochMs, timeZone);
}

/** The moment the zone's wall clock shows that time; one skipped by a clock change moves on by the hour, as Java does. */
export function momentOfLocal(localWallMs: number, timeZone: string): number {
  const guess = localWallMs - offsetMs(localWallMs, timeZone);
  // The offset was taken at a moment up to a day away, so it is taken again near the answer.
  return localWallMs - offsetMs(guess, timeZone);
}

/** The zone's name as Java prints it for the pattern letter z: `PST`, or `Pacific Standard Time` for long. */
export function timeZoneName(epochMs: number, timeZone: string, style: 'short' | 'long'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: style }).formatToParts(
    epochMs,
  );
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

function wallClockMs(epochMs: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(epochMs)) {
    parts[type] = Number(value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return (
    new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute) * 60 + second) * 1000
  );
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
