import type { Account } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';
import type { MappedMetric } from '../../domain/mapped-metric.ts';
import { presentValue } from './account-plan.ts';

/**
 * The changes that release an Account which left the scope: the values we wrote become NULL, once (decision 15).
 * A field we never wrote, or that is empty already, is left alone.
 */
export function releasedPlan(
  account: Account,
  metrics: readonly MappedMetric[],
  written: readonly { readonly field: string }[],
): readonly Change[] {
  return metrics.flatMap(({ mapping, key }) => {
    const from = presentValue(account, mapping.field);
    if (from === null || !written.some(({ field }) => field === mapping.field)) return [];
    return {
      field: mapping.field,
      from,
      to: null,
      reason: 'released' as const,
      because: 'no License record leads to the Account any more',
      mapping: mapping.name,
      metricKey: key,
    };
  });
}
