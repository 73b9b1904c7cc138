import { standing } from '../../domain/account-licenses.ts';
import type { License } from '../../domain/license.ts';
import type { LicensingContext } from '../../domain/licensing.ts';
import type { AccountValue, MappedMetric } from '../../domain/mapped-metric.ts';
import type { AccountNumbers } from '../../domain/usage-report.ts';
import { usageValue } from '../../domain/usage-value.ts';

/**
 * The value of every mapped metric on one Account: what its licences allow and its usage says.
 *
 * @param numbers undefined where no row was found for the Account, which is not the same as no data
 */
export function accountValues(
  metrics: readonly MappedMetric[],
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  context: LicensingContext,
): readonly AccountValue[] {
  return metrics.map((metric) => ({
    metric,
    value: usageValue(
      standing(licenses, metric.required, context),
      metric.data.state,
      numbers?.numbers.get(metric.key),
    ),
  }));
}
