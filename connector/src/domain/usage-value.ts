/**
 * The central rule: the value a metric takes on an Account (docs/administrator-guide.md, What the numbers mean).
 *
 * `null` means the metric does not apply to the Account. `0` means it applies and nothing was used.
 * A page shows the two almost alike, so the difference is decided here and nowhere else.
 */

/** How the Account stands towards the metric. Combined engagement asks for no licence. */
export const standings = ['combined', 'licensed', 'not-licensed'] as const;
export type Standing = (typeof standings)[number];

/** What is known of the metric's newest period: loaded, missing altogether, or being recalculated. */
export const dataStates = ['loaded', 'no-data', 'recalculating'] as const;
export type DataState = (typeof dataStates)[number];

export type ValueReason = 'as-reported' | 'no-usage' | 'not-licensed' | 'no-data' | 'recalculating';

/** A value to have in the field, or the decision to leave alone what is there. */
export type UsageValue =
  | { readonly write: true; readonly value: number | null; readonly reason: ValueReason }
  | { readonly write: false; readonly reason: ValueReason };

type Rule = (reported: number | undefined) => UsageValue;

const asReported: Rule = (reported) =>
  reported === undefined
    ? { write: true, value: 0, reason: 'no-usage' }
    : { write: true, value: reported, reason: 'as-reported' };
const notLicensed: Rule = () => ({ write: true, value: null, reason: 'not-licensed' });
const noData: Rule = () => ({ write: false, reason: 'no-data' });
const recalculating: Rule = () => ({ write: false, reason: 'recalculating' });

/** One cell per standing and state. `Record` without `Partial`: a missing cell does not compile. */
// prettier-ignore
const rules: Record<Standing, Record<DataState, Rule>> = {
  combined:       { loaded: asReported,  'no-data': noData,      recalculating },
  licensed:       { loaded: asReported,  'no-data': noData,      recalculating },
  // A licence tells without any data that the metric does not apply (decision 17 speaks of licensed Accounts only).
  'not-licensed': { loaded: notLicensed, 'no-data': notLicensed, recalculating },
};

/**
 * The value of a metric on an Account.
 *
 * @param reported what was counted in the newest period; undefined where that period has no row for the Account
 */
export function usageValue(
  standing: Standing,
  state: DataState,
  reported: number | undefined,
): UsageValue {
  return rules[standing][state](reported);
}
