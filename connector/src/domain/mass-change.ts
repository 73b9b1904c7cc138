/**
 * The mass-change brake (decision 54). Values that vanish by the hundred are more often a broken licence
 * read, a renamed package or a changed policy than that many lost customers, so a person has to look first.
 */

/** Values that are there now, and how many of them a run would turn into NULL. */
export interface NullingCounts {
  /** Developer name of the mapping. */
  readonly mapping: string;
  readonly present: number;
  readonly nulling: number;
}

export interface MassChange {
  /** Undefined where it is the run as a whole. */
  readonly mapping?: string;
  readonly present: number;
  readonly nulling: number;
}

/** Below this many values one mapping alone doesn't stop a run: an ISV of five customers may lose two. */
const smallestMapping = 10;

/** The part of a run that would turn more than `percent` of its values into NULL, if there is one. */
export function massChange(
  counts: readonly NullingCounts[],
  percent: number,
): MassChange | undefined {
  const exceeds = (each: { present: number; nulling: number }): boolean =>
    each.nulling * 100 > each.present * percent;
  const whole = counts.reduce(
    (sum, each) => ({ present: sum.present + each.present, nulling: sum.nulling + each.nulling }),
    { present: 0, nulling: 0 },
  );
  if (exceeds(whole)) return whole;
  return counts.find((each) => each.present >= smallestMapping && exceeds(each));
}
