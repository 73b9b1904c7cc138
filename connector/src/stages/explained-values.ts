import type { ValueWhy } from '../domain/account.ts';
import type { License } from '../domain/license.ts';
import type { LicensingContext } from '../domain/licensing.ts';
import type { AccountValue, MappedMetric } from '../domain/mapped-metric.ts';
import type { AccountNumbers } from '../domain/usage-report.ts';
import { valueExplanation } from '../domain/value-explanation.ts';
import { accountValues } from './values/account-values.ts';

/** What values and their explanations are made from, besides the Account. */
export interface ValuesContext {
  readonly metrics: readonly MappedMetric[];
  readonly licensing: LicensingContext;
  readonly packageName: (packageId: string) => string;
}

export interface ExplainedValue extends AccountValue {
  readonly explanation: string;
}

/** The value of every mapped metric on one Account, with the reason in words. */
export function explainedValues(
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  { metrics, licensing, packageName }: ValuesContext,
): readonly ExplainedValue[] {
  return accountValues(metrics, licenses, numbers, licensing).map((each) => ({
    ...each,
    explanation: valueExplanation(each, licenses, licensing, packageName),
  }));
}

/** Only why the values are what they are, by the mapping's developer name. */
export function valueReasons(
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  context: ValuesContext,
): Readonly<Record<string, ValueWhy>> {
  return Object.fromEntries(
    explainedValues(licenses, numbers, context).map(({ metric, value, explanation }) => [
      metric.mapping.name,
      { reason: value.reason, explanation },
    ]),
  );
}
