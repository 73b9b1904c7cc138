/** One place of a cron expression: what it is called, its range, and names for its numbers. */
export interface CronRange {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  readonly names: readonly string[];
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');

export const cronRanges = {
  seconds: { name: 'Seconds', lowest: 0, highest: 59, names: [] },
  minutes: { name: 'Minutes', lowest: 0, highest: 59, names: [] },
  hours: { name: 'Hours', lowest: 0, highest: 23, names: [] },
  dayOfMonth: { name: 'Day of month', lowest: 1, highest: 31, names: [] },
  month: { name: 'Month', lowest: 1, highest: 12, names: months },
  /** 1 is Sunday, as in Quartz; Unix cron counts from 0. */
  dayOfWeek: { name: 'Day of week', lowest: 1, highest: 7, names: weekdays },
  year: { name: 'Year', lowest: 1970, highest: 2099, names: [] },
} as const satisfies Record<string, CronRange>;

/** A cron expression that can't be understood; the message is the text of the StringException. */
export class CronError extends Error {
  override readonly name = 'CronError';
}

/** The numbers a place allows: lists, ranges and steps of it. Throws `CronError`. */
export function cronNumbers(text: string, range: CronRange): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const part of text.split(',')) {
    for (const each of partNumbers(part, range)) numbers.add(each);
  }
  return numbers;
}

function partNumbers(part: string, range: CronRange): number[] {
  const [span = '', stepText, ...rest] = part.split('/');
  if (rest.length > 0) throw illegal(part, range);
  const step = stepText === undefined ? 1 : wholeNumber(stepText, range);
  if (step < 1) throw illegal(part, range);
  const { from, to } = bounds(span, range, stepText !== undefined);
  const numbers: number[] = [];
  // Quartz wraps a range that ends before it begins: 22-2 are the hours round midnight.
  const end = to < from ? to + range.highest - range.lowest + 1 : to;
  for (let each = from; each <= end; each += step) {
    numbers.push(each > range.highest ? each - range.highest + range.lowest - 1 : each);
  }
  return numbers;
}

function bounds(span: string, range: CronRange, hasStep: boolean): { from: number; to: number } {
  if (span === '*' || (span === '' && hasStep)) return { from: range.lowest, to: range.highest };
  const [first = '', last, ...rest] = span.split('-');
  if (rest.length > 0) throw illegal(span, range);
  const from = cronNumber(first, range);
  if (last !== undefined) return { from, to: cronNumber(last, range) };
  return { from, to: hasStep ? range.highest : from };
}

/** A number or a name of the place, within its range. */
export function cronNumber(text: string, range: CronRange): number {
  const named = range.names.indexOf(text.toUpperCase());
  const number = named === -1 ? wholeNumber(text, range) : named + range.lowest;
  if (number < range.lowest || number > range.highest) {
    throw new CronError(
      `${range.name} values must be between ${range.lowest} and ${range.highest}`,
    );
  }
  return number;
}

function wholeNumber(text: string, range: CronRange): number {
  if (!/^\d{1,4}$/.test(text)) throw illegal(text, range);
  return Number(text);
}

function illegal(text: string, { name }: CronRange): CronError {
  return new CronError(`Illegal characters for this position: '${text}' (${name})`);
}
