import type { Account } from '../domain/account.ts';
import type { AccountLicenses } from '../domain/account-licenses.ts';
import type { AccountChanges, Change } from '../domain/change.ts';
import type { LicensingContext } from '../domain/licensing.ts';
import type { AccountValue, MappedMetric } from '../domain/mapped-metric.ts';
import type { NullingCounts } from '../domain/mass-change.ts';
import { valueExplanation } from '../domain/value-explanation.ts';
import type { UsageReport } from '../ports/usage-source.ts';
import type { ReleasedAccount } from './accounts/read-accounts.ts';
import { accountPlan, presentValue } from './plan/account-plan.ts';
import { releasedPlan } from './plan/released-plan.ts';
import { accountValues } from './values/account-values.ts';

export interface PlanRequest {
  readonly accounts: readonly Account[];
  readonly released: readonly ReleasedAccount[];
  readonly metrics: readonly MappedMetric[];
  readonly licenses: AccountLicenses;
  readonly licensing: LicensingContext;
  readonly packageName: (packageId: string) => string;
  readonly usage: UsageReport;
  /** Told of values that will not be sent, with the Account they belong to. */
  readonly onUnchanged: (metric: MappedMetric) => void;
  readonly onDeferred: (account: Account, value: AccountValue) => void;
  readonly onTooLarge: (account: Account, value: AccountValue) => void;
}

/** The changes of a run, and how many present values they would turn into NULL. */
export interface RunPlan {
  readonly changes: readonly AccountChanges[];
  readonly nulling: readonly NullingCounts[];
}

const accountsPerBatch = 2_000;

/** Decides for every Account and mapped metric what is to be written. Reads numbers, touches nothing else. */
export async function planRun(request: PlanRequest): Promise<RunPlan> {
  const changes: AccountChanges[] = [];
  const nulling = new Map(
    request.metrics.map((metric) => [metric.mapping.name, { present: 0, nulling: 0 }]),
  );
  const plan = (account: Account, own: readonly Change[]): void => {
    countNulling(nulling, request.metrics, account, own);
    if (own.length > 0)
      changes.push({ accountId: account.id, accountName: account.name, changes: own });
  };

  for (let start = 0; start < request.accounts.length; start += accountsPerBatch) {
    const batch = request.accounts.slice(start, start + accountsPerBatch);
    const numbers = await request.usage.numbersFor(batch.map((account) => account.id));
    for (const account of batch) {
      const licenses = request.licenses.of(account.id);
      plan(
        account,
        changesOf(
          account,
          accountValues(request.metrics, licenses, numbers.get(account.id), request.licensing),
          request,
        ),
      );
    }
  }
  for (const { account, fieldsWritten } of request.released) {
    plan(account, releasedPlan(account, request.metrics, fieldsWritten));
  }
  return { changes, nulling: [...nulling].map(([mapping, counts]) => ({ mapping, ...counts })) };
}

function changesOf(
  account: Account,
  values: readonly AccountValue[],
  request: PlanRequest,
): readonly Change[] {
  const licenses = request.licenses.of(account.id);
  const plan = accountPlan(account, values, (value) =>
    valueExplanation(value, licenses, request.licensing, request.packageName),
  );
  for (const metric of plan.unchanged) request.onUnchanged(metric);
  for (const value of plan.deferred) request.onDeferred(account, value);
  for (const value of plan.tooLarge) request.onTooLarge(account, value);
  return plan.changes;
}

function countNulling(
  nulling: ReadonlyMap<string, { present: number; nulling: number }>,
  metrics: readonly MappedMetric[],
  account: Account,
  changes: readonly Change[],
): void {
  for (const { mapping } of metrics) {
    const counts = nulling.get(mapping.name);
    if (!counts || presentValue(account, mapping.field) === null) continue;
    counts.present += 1;
    if (changes.some((change) => change.mapping === mapping.name && change.to === null))
      counts.nulling += 1;
  }
}
