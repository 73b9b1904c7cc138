import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

export const millisecondsOfDay = 86_400_000;

/** A time of day, as milliseconds since midnight; arithmetic wraps round at midnight. */
export class ApexTime extends ApexReference {
  readonly typeName = 'Time';
  override readonly isPrimitive = true;
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super();
    this.milliseconds =
      ((milliseconds % millisecondsOfDay) + millisecondsOfDay) % millisecondsOfDay;
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexTime && this.milliseconds === other.milliseconds;
  }

  override hashKey(): HashKey {
    return `\0Time#${this.milliseconds}`;
  }

  /** `10:20:30.000Z` */
  override text(): string {
    return new Date(this.milliseconds).toISOString().slice(11);
  }
}
