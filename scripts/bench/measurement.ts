export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'rows/s' | 'requests/s' | 'runs/min' | 'MB' | '×';
  /** Most, for times and memory; least, for rows a second; null where nothing was promised. */
  readonly target: number | null;
}

const moreIsBetter = new Set<Measurement['unit']>(['rows/s', 'requests/s', 'runs/min', '×']);

/** Whether a measurement is what it should be. */
export function meetsTarget({ value, unit, target }: Measurement): boolean {
  if (target === null) return true;
  return moreIsBetter.has(unit) ? value >= target : value <= target;
}
