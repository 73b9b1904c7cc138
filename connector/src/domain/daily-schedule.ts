import { addDays, type CalendarDate } from './calendar-date.ts';
import type { DailySchedule } from './organization.ts';
import { dayIn, timeIn } from './time-zone.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Whether the text is `HH:MM` on the 24-hour clock. */
export function isDailyStart(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The first start of the daily run after the instant, `delayMs` behind the time on the zone's clock: each day has one,
 * also the days on which clocks change. Where the clock leaps over the time, the run starts when the clock is there
 * as soon as it has leapt; where it shows the time twice, at the first.
 *
 * @param delayMs less than a day
 */
export function nextStart(schedule: DailySchedule, after: Date, delayMs = 0): Date {
  const before = new Date(after.getTime() - delayMs);
  let day = addDays(dayIn(schedule.timeZone, before), -1);
  for (;;) {
    const start = startOn(day, schedule);
    if (start > before) return new Date(start.getTime() + delayMs);
    day = addDays(day, 1);
  }
}

/**
 * How long after its set time an organization's run starts, so that organizations with the same time do not start
 * at once: always the same for one organization, below `spreadMs`.
 */
export function startDelayMs(organizationId: string, spreadMs: number): number {
  let hash = 2_166_136_261;
  for (const character of organizationId.slice(0, 15))
    hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619) >>> 0;
  return spreadMs === 0 ? 0 : hash % spreadMs;
}

/** The first instant of the day at which the zone's clock shows the time or, where it leaps over it, a later one. */
function startOn(day: CalendarDate, { dailyStart, timeZone }: DailySchedule): Date {
  const wanted = `${day}T${dailyStart}`;
  const wantedMs = Date.parse(`${wanted}Z`);
  // What the zone is from UTC before and after that day: two different ones where clocks change around it.
  const [before, after] = [-1, 1].map((side) => {
    const instantMs = wantedMs + side * 26 * hourMs;
    return wantedMs - (Date.parse(`${shownAt(timeZone, instantMs)}Z`) - instantMs);
  }) as [number, number];
  const exact = [before, after].filter((instantMs) => shownAt(timeZone, instantMs) === wanted);
  if (exact.length > 0) return new Date(Math.min(...exact));
  let instantMs = Math.min(before, after);
  while (shownAt(timeZone, instantMs) < wanted) instantMs += minuteMs;
  return new Date(instantMs);
}

/** `2026-11-24T23:30`, as the zone's clock shows it. */
function shownAt(timeZone: string, instantMs: number): string {
  const instant = new Date(instantMs);
  return `${dayIn(timeZone, instant)}T${timeIn(timeZone, instant)}`;
}
