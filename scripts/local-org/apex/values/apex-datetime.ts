import type { ApexCallbacks } from './apex-value.ts';
import { isoDay } from './apex-date.ts';
import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';
import { localMs } from './time-zone.ts';

/** A moment, as milliseconds since 1970 in GMT. */
export class ApexDatetime extends ApexReference {
  readonly typeName = 'Datetime';
  override readonly isPrimitive = true;
  readonly epochMs: number;

  constructor(epochMs: number) {
    super();
    this.epochMs = epochMs;
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexDatetime && this.epochMs === other.epochMs;
  }

  override hashKey(): HashKey {
    return `\0Datetime#${this.epochMs}`;
  }

  /** `2026-11-24 10:00:00` in the user's time zone: what String.valueOf documents. */
  override text(run: ApexCallbacks): string {
    return dayAndTime(new Date(localMs(this.epochMs, run.timeZone)));
  }

  /** The same in GMT: what concatenation and the debug log show. */
  override debugText(): string {
    return dayAndTime(new Date(this.epochMs));
  }
}

function dayAndTime(moment: Date): string {
  return `${isoDay(moment)} ${moment.toISOString().slice(-13, -5)}`;
}
