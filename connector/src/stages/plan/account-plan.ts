import type { Account } from '../../domain/account.ts';
import type { Change } from '../../domain/change.ts';
import type { AccountField } from '../../domain/mapping.ts';
import type { AccountValue, MappedMetric } from '../../domain/mapped-metric.ts';

/** What is to become of the mapped values of one Account. Every value is in exactly one of the lists. */
export interface AccountPlan {
  readonly changes: readonly Change[];
  readonly unchanged: readonly MappedMetric[];
  /** There is no value to write: no data, or being recalculated. What is in the field stays. */
  readonly deferred: readonly AccountValue[];
  /** The value has more digits than the field takes (decision 37). */
  readonly tooLarge: readonly AccountValue[];
}

/**
 * Compares the values an Account should have with those it has: only what differs becomes a change (decision 39).
 *
 * @param explain says why a value is what it is; called for changes only
 */
export function accountPlan(
  account: Account,
  values: readonly AccountValue[],
  explain: (value: AccountValue) => string,
): AccountPlan {
  const plan = {
    changes: [] as Change[],
    unchanged: [] as MappedMetric[],
    deferred: [] as AccountValue[],
    tooLarge: [] as AccountValue[],
  };
  for (const each of values) {
    const { metric, value } = each;
    const from = presentValue(account, metric.mapping.field);
    if (!value.write) plan.deferred.push(each);
    else if (value.value === from) plan.unchanged.push(metric);
    else if (!fits(value.value, metric.mapping.accountField)) plan.tooLarge.push(each);
    else plan.changes.push(changeOf(metric, from, value.value, value.reason, explain(each)));
  }
  return plan;
}

function changeOf(
  metric: MappedMetric,
  from: number | null,
  to: number | null,
  reason: Change['reason'],
  because: string,
): Change {
  return {
    field: metric.mapping.field,
    from,
    to,
    reason,
    because,
    mapping: metric.mapping.name,
    metricKey: metric.key,
  };
}

/** What the target field holds now. A field that was not read would look like NULL, so that is a defect. */
export function presentValue(account: Account, field: string): number | null {
  const value = account.values[field];
  if (value === null || typeof value === 'number') return value;
  throw new TypeError(
    `Account ${account.id} was read without a number or NULL in ${field}: ${String(value)}`,
  );
}

/** Salesforce stores integer digits up to precision − scale, or `digits` for an integer field. */
export function fits(value: number | null, field: AccountField): boolean {
  if (value === null) return true;
  const digits = field.type === 'int' ? field.digits : field.precision - field.scale;
  return digits <= 0 || Math.abs(value) < 10 ** digits;
}
