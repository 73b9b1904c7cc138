import type { HashKey, ApexValue } from './apex-value.ts';
import { ApexReference } from './apex-value.ts';
import { absolute, roundedQuotient, type RoundingMode } from './rounding-mode.ts';

/** Digits a division that doesn't end is carried to: those of IEEE 754 decimal128, which Apex divides with. */
const divisionDigits = 34;

/**
 * A Decimal: `unscaled` × 10^-`scale`, exact, like Java's BigDecimal that the platform uses. The scale is part of the
 * value's text (`1.50`) but not of its equality.
 */
export class ApexDecimal extends ApexReference {
  readonly typeName = 'Decimal';
  override readonly isPrimitive = true;
  readonly unscaled: bigint;
  /** Digits after the point; negative after `setScale(-2)`. */
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    super();
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** The number a text such as `-12.50` or `1.2e3` writes, null for any other text. */
  static parse(text: string): ApexDecimal | null {
    const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (!parts) return null;
    const [, sign, whole, fraction = '', exponent = '0'] = parts;
    const digits = `${whole}${fraction}`;
    if (digits === '') return null;
    const scale = fraction.length - Number(exponent);
    const unscaled = BigInt(sign === '-' ? `-${digits}` : digits);
    return scale < 0
      ? new ApexDecimal(unscaled * power(-scale), 0)
      : new ApexDecimal(unscaled, scale);
  }

  plus(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    return new ApexDecimal(this.unscaledAt(scale) + other.unscaledAt(scale), scale);
  }

  minus(other: ApexDecimal): ApexDecimal {
    return this.plus(other.negated());
  }

  times(other: ApexDecimal): ApexDecimal {
    return new ApexDecimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /**
   * The operator `/`: exact where the quotient ends within 34 digits, else rounded half even to 34.
   * null for division by zero; the caller throws MathException "Divide by 0".
   */
  dividedBy(other: ApexDecimal): ApexDecimal | null {
    if (other.unscaled === 0n) return null;
    const preferred = this.scale - other.scale;
    if (this.unscaled === 0n) return new ApexDecimal(0n, Math.max(preferred, 0));
    const extra = divisionDigits + digitCount(other.unscaled);
    const exactEnough = new ApexDecimal(
      roundedQuotient(this.unscaled * power(extra), other.unscaled, 'DOWN') ?? 0n,
      preferred + extra,
    );
    const isExact = (this.unscaled * power(extra)) % other.unscaled === 0n;
    const rounded = isExact ? exactEnough : roundedDivision(this, other, exactEnough);
    return rounded.limitedTo(divisionDigits).strippedTo(Math.max(preferred, 0));
  }

  /** `divide(divisor, scale, mode)`; null by zero, or when UNNECESSARY would have to round. */
  dividedToScale(other: ApexDecimal, scale: number, mode: RoundingMode): ApexDecimal | null {
    if (other.unscaled === 0n) return null;
    const shift = scale + other.scale - this.scale;
    const dividend = shift >= 0 ? this.unscaled * power(shift) : this.unscaled;
    const divisor = shift >= 0 ? other.unscaled : other.unscaled * power(-shift);
    const quotient = roundedQuotient(dividend, divisor, mode);
    return quotient === null ? null : new ApexDecimal(quotient, scale);
  }

  negated(): ApexDecimal {
    return new ApexDecimal(-this.unscaled, this.scale);
  }

  compareTo(other: ApexDecimal): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.unscaledAt(scale) - other.unscaledAt(scale);
    return difference === 0n ? 0 : difference > 0n ? 1 : -1;
  }

  /** null when the mode is UNNECESSARY and digits would be lost. */
  withScale(scale: number, mode: RoundingMode): ApexDecimal | null {
    if (scale >= this.scale) return new ApexDecimal(this.unscaledAt(scale), scale);
    const unscaled = roundedQuotient(this.unscaled, power(this.scale - scale), mode);
    return unscaled === null ? null : new ApexDecimal(unscaled, scale);
  }

  /** The number of digits of the unscaled value; 1 for zero. */
  get precision(): number {
    return digitCount(this.unscaled);
  }

  /** The value without fraction, as `intValue` and `longValue` cut it, before either wraps around. */
  truncated(): bigint {
    return this.scale <= 0 ? this.unscaledAt(0) : this.unscaled / power(this.scale);
  }

  toNumber(): number {
    return Number(`${this.unscaled}e${-this.scale}`);
  }

  /** Without zeros after the last digit that counts, down to a scale. */
  strippedTo(leastScale: number): ApexDecimal {
    let { unscaled, scale } = this;
    while (scale > leastScale && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale--;
    }
    return new ApexDecimal(unscaled, scale);
  }

  override equals(other: ApexValue): boolean {
    return other instanceof ApexDecimal && this.compareTo(other) === 0;
  }

  override hashKey(): HashKey {
    const { unscaled, scale } = this.unscaled === 0n ? this : this.strippedTo(-Infinity);
    return `\0Decimal#${unscaled === 0n ? '0' : `${unscaled}e${-scale}`}`;
  }

  /** Java's canonical text: scientific only where the scale is negative or the number below 0.000001. */
  override text(): string {
    const exponent = this.precision - this.scale - 1;
    if (this.scale >= 0 && exponent >= -6) return this.plainText();
    const digits = String(absolute(this.unscaled));
    const mantissa = digits.length > 1 ? `${digits.charAt(0)}.${digits.slice(1)}` : digits;
    return `${this.unscaled < 0n ? '-' : ''}${mantissa}E${exponent >= 0 ? '+' : ''}${exponent}`;
  }

  plainText(): string {
    const scale = Math.max(this.scale, 0);
    const digits = String(absolute(this.unscaledAt(scale))).padStart(scale + 1, '0');
    const sign = this.unscaled < 0n ? '-' : '';
    if (scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  }

  private unscaledAt(scale: number): bigint {
    return this.unscaled * power(scale - this.scale);
  }

  private limitedTo(digits: number): ApexDecimal {
    const surplus = this.precision - digits;
    if (surplus <= 0) return this;
    const unscaled = roundedQuotient(this.unscaled, power(surplus), 'HALF_EVEN') ?? 0n;
    return new ApexDecimal(unscaled, this.scale - surplus);
  }
}

/** A quotient that doesn't end, rounded once: rounding the cut-off quotient again could land on a false half. */
function roundedDivision(
  dividend: ApexDecimal,
  divisor: ApexDecimal,
  cutOff: ApexDecimal,
): ApexDecimal {
  const scale = cutOff.scale - (cutOff.precision - divisionDigits);
  return dividend.dividedToScale(divisor, scale, 'HALF_EVEN') ?? cutOff;
}

function digitCount(value: bigint): number {
  return String(absolute(value)).length;
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
