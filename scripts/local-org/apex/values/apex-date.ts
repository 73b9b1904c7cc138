import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

const dayMs = 86_400_000;

/** A calendar day, as days since 1970-01-01 in the proleptic Gregorian calendar. */
export class ApexDate extends ApexReference {
  readonly typeName = 'Date';
  override readonly isPrimitive = true;
  readonly epochDay: number;

  constructor(epochDay: number) {
    super();
    this.epochDay = epochDay;
  }

  /** Months and days outside their range roll over, as `Date.newInstance(2024, 13, 1)` does on the platform. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Math.floor(utcMs(year, month, day) / dayMs));
  }

  get year(): number {
    return this.asUtc().getUTCFullYear();
  }

  /** 1 to 12. */
  get month(): number {
    return this.asUtc().getUTCMonth() + 1;
  }

  get day(): number {
    return this.asUtc().getUTCDate();
  }

  /** Midnight of the day in GMT, in milliseconds since 1970. */
  get epochMs(): number {
    return this.epochDay * dayMs;
  }

  plusDays(days: number): ApexDate {
    return new ApexDate(this.epochDay + days);
  }

  /** The same day that many months on, or the month's last day where it has no such day. */
  plusMonths(months: number): ApexDate {
    const first = ApexDate.of(this.year, this.month + months, 1);
    const length = ApexDate.of(first.year, first.month + 1, 1).epochDay - first.epochDay;
    return first.plusDays(Math.min(this.day, length) - 1);
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexDate && this.epochDay === other.epochDay;
  }

  override hashKey(): HashKey {
    return `\0Date#${this.epochDay}`;
  }

  /** `2026-11-24`: what String.valueOf documents. */
  override text(): string {
    return isoDay(this.asUtc());
  }

  /** `2026-11-24 00:00:00`: what concatenation and the debug log show, because Apex keeps a Date as a Datetime. */
  override debugText(): string {
    return `${this.text()} 00:00:00`;
  }

  private asUtc(): Date {
    return new Date(this.epochMs);
  }
}

/** Milliseconds since 1970 of a UTC date; unlike Date.UTC, years 0 to 99 mean themselves. */
export function utcMs(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** `2026-11-24` */
export function isoDay(moment: Date): string {
  const year = String(moment.getUTCFullYear()).padStart(4, '0');
  const month = String(moment.getUTCMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(moment.getUTCDate()).padStart(2, '0')}`;
}
