import type { Account } from '../domain/account.ts';
import type { AccountLicenses } from '../domain/account-licenses.ts';
import type { AccountChanges, Change } from '../domain/change.ts';
import type { RetriedFields } from '../domain/failed-value.ts';
import type { LicensingContext } from '../domain/licensing.ts';
import type { AccountValue, MappedMetric } from '../domain/mapped-metric.ts';
import type { AccountNumbers } from '../domain/usage-report.ts';
import type { NullingCounts } from '../domain/mass-change.ts';
import { valueExplanation } from '../domain/value-explanation.ts';
import type { UsageReport } from '../ports/usage-source.ts';
import type { WrittenValue } from '../ports/write-ledger.ts';
import type { TellProgress } from '../ports/tell-progress.ts';
import type { ReleasedAccount } from './accounts/read-accounts.ts';
import { accountPlan, presentValue, type AccountPlan } from './plan/account-plan.ts';
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
  /** The only fields to decide about, by Account; absent for all that are mapped. */
  readonly only?: RetriedFields | undefined;
  /** Told of values that will not be sent, with the Account they belong to. */
  readonly onUnchanged: (metric: MappedMetric) => void;
  /**
   * Told, batch by batch, of fields that already hold what they should: values the sync owns from now on, also
   * where a crash or a lost answer kept it from remembering that it wrote them.
   */
  readonly onHeld: (values: readonly WrittenValue[]) => Promise<void>;
  readonly onDeferred: (account: Account, value: AccountValue) => void;
  readonly onTooLarge: (account: Account, value: AccountValue) => void;
  /** Told how many Accounts were decided of how many. */
  readonly tell: TellProgress;
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
    countNulling(nulling, request, account, own);
    if (own.length > 0)
      changes.push({ accountId: account.id, accountName: account.name, changes: own });
  };

  for (let start = 0; start < request.accounts.length; start += accountsPerBatch) {
    await request.tell(start, request.accounts.length);
    const batch = request.accounts.slice(start, start + accountsPerBatch);
    const numbers = await request.usage.numbersFor(batch.map((account) => account.id));
    const held: WrittenValue[] = [];
    for (const account of batch) {
      const own = plannedAccount(account, numbers.get(account.id), request);
      plan(account, own.changes);
      held.push(...own.unchanged.flatMap((metric) => heldValue(account, metric)));
    }
    await request.onHeld(held);
  }
  for (const released of request.released) {
    plan(released.account, releasedPlan(released.account, request.metrics, released.written));
  }
  await request.onHeld(request.released.flatMap(emptiedByOthers));
  return { changes, nulling: [...nulling].map(([mapping, counts]) => ({ mapping, ...counts })) };
}

function plannedAccount(
  account: Account,
  numbers: AccountNumbers | undefined,
  request: PlanRequest,
): AccountPlan {
  const licenses = request.licenses.of(account.id);
  const fields = request.only?.get(account.id);
  const metrics = request.only
    ? request.metrics.filter(({ mapping }) => fields?.has(mapping.field))
    : request.metrics;
  const values = accountValues(metrics, licenses, numbers, request.licensing);
  const plan = accountPlan(account, values, (value) =>
    valueExplanation(value, licenses, request.licensing, request.packageName),
  );
  for (const metric of plan.unchanged) request.onUnchanged(metric);
  for (const value of plan.deferred) request.onDeferred(account, value);
  for (const value of plan.tooLarge) request.onTooLarge(account, value);
  return plan;
}

/** A number that is there and is right. NULL is nothing to remember: there is nothing to release. */
function heldValue(account: Account, { mapping, key }: MappedMetric): readonly WrittenValue[] {
  const value = presentValue(account, mapping.field);
  return value === null
    ? []
    : [{ accountId: account.id, field: mapping.field, value, metricKey: key }];
}

/** Fields of ours that someone emptied before the Account was released: nothing is left of them to release. */
function emptiedByOthers({ account, written }: ReleasedAccount): readonly WrittenValue[] {
  return written
    .filter(({ field }) => presentValue(account, field) === null)
    .map((each) => ({ ...each, value: null }));
}

function countNulling(
  nulling: ReadonlyMap<string, { present: number; nulling: number }>,
  { metrics, only }: PlanRequest,
  account: Account,
  changes: readonly Change[],
): void {
  const retried = only?.get(account.id);
  for (const { mapping } of metrics) {
    const counts = nulling.get(mapping.name);
    if (!counts || presentValue(account, mapping.field) === null) continue;
    counts.present += 1;
    // With what it was to clear, the run that failed has passed the brake.
    if (retried?.get(mapping.field) === true) continue;
    if (changes.some((change) => change.mapping === mapping.name && change.to === null))
      counts.nulling += 1;
  }
}
