import { ApexDecimal } from './apex-decimal.ts';
import { ApexReference, type ApexValue, type HashKey } from './apex-value.ts';

/** A Double: a 64-bit float that prints as Java's does (`1.0`, `1.0E10`). */
export class ApexDouble extends ApexReference {
  readonly typeName = 'Double';
  override readonly isPrimitive = true;
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexDouble && Object.is(this.value, other.value);
  }

  override hashKey(): HashKey {
    return `\0Double#${this.value}`;
  }

  /** The digits it prints, as `Decimal.valueOf(Double)` takes them: 1.0 becomes a Decimal of scale 1. */
  toDecimal(): ApexDecimal {
    return ApexDecimal.parse(this.text()) ?? new ApexDecimal(0n, 0);
  }

  /** Java's Double.toString: plain from 0.001 up to 10,000,000, else with an exponent; always one digit after the point. */
  override text(): string {
    if (!Number.isFinite(this.value)) return String(this.value);
    const magnitude = Math.abs(this.value);
    if (magnitude === 0) return Object.is(this.value, -0) ? '-0.0' : '0.0';
    if (magnitude >= 1e-3 && magnitude < 1e7) return withFraction(String(this.value));
    const [mantissa = '0', exponent = '0'] = this.value.toExponential().split('e');
    return `${withFraction(mantissa)}E${Number(exponent)}`;
  }
}

function withFraction(digits: string): string {
  return digits.includes('.') ? digits : `${digits}.0`;
}
