/** The values of `System.RoundingMode`, which are Java's. */
export const roundingModes = [
  'CEILING',
  'DOWN',
  'FLOOR',
  'HALF_DOWN',
  'HALF_EVEN',
  'HALF_UP',
  'UNNECESSARY',
  'UP',
] as const;
export type RoundingMode = (typeof roundingModes)[number];

/** Whether a quotient is moved away from zero; `twice` is twice the remainder against the divisor: below, at or above half. */
const awayFromZero: Record<
  Exclude<RoundingMode, 'UNNECESSARY'>,
  (negative: boolean, half: number, odd: boolean) => boolean
> = {
  CEILING: (negative) => !negative,
  DOWN: () => false,
  FLOOR: (negative) => negative,
  HALF_DOWN: (_negative, half) => half > 0,
  HALF_EVEN: (_negative, half, odd) => half > 0 || (half === 0 && odd),
  HALF_UP: (_negative, half) => half >= 0,
  UP: () => true,
};

/** The quotient as a whole number; null when mode UNNECESSARY meets a remainder (Java throws there). */
export function roundedQuotient(
  dividend: bigint,
  divisor: bigint,
  mode: RoundingMode,
): bigint | null {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (remainder === 0n) return quotient;
  if (mode === 'UNNECESSARY') return null;

  const negative = dividend < 0n !== divisor < 0n;
  const twice = 2n * absolute(remainder) - absolute(divisor);
  const half = twice === 0n ? 0 : twice > 0n ? 1 : -1;
  if (!awayFromZero[mode](negative, half, quotient % 2n !== 0n)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
