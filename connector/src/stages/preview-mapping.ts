import type { Account } from '../domain/account.ts';
import { standing } from '../domain/account-licenses.ts';
import type { License } from '../domain/license.ts';
import { qualifies } from '../domain/licensing.ts';
import { mappedMetrics, type MappedMetric } from '../domain/mapped-metric.ts';
import { checkedMappings } from '../domain/mapping-check.ts';
import type { MappingProblem, UsableMapping } from '../domain/mapping.ts';
import type { Preview, PreviewRequest, PreviewRow, RefusedPreview } from '../domain/preview.ts';
import type { AccountNumbers, MetricData } from '../domain/usage-report.ts';
import type { UsageSource } from '../ports/usage-source.ts';
import { sourcePreview } from './directory/source-preview.ts';
import { explainedValues } from './explained-values.ts';
import { fits } from './plan/account-plan.ts';
import type { Basis } from './read-basis.ts';
import { measureUsage } from './usage/measure-usage.ts';

/** What would be in the field, or in ISVapp, for one Account. */
type NextValue = Omit<PreviewRow, 'accountId' | 'licensed'>;

/** Decides the next value of an Account by the rules of a run. */
type NextValueOf = (
  account: Account,
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
) => NextValue;

const accountsPerBatch = 2_000;

/**
 * What a mapping that is not saved would do: the rules and the measured usage of a run, on all Accounts in scope.
 * Clashes with other mappings are left to the check when it is saved: it may be meant to replace one of them.
 */
export async function previewMapping(
  request: PreviewRequest,
  basis: Basis,
  usage: UsageSource,
): Promise<Preview | RefusedPreview> {
  const checked = checkedPreview(request, basis);
  if ('problem' in checked) return checked;
  const { mapping } = checked;

  const accounts = await basis.accounts(mapping.kind === 'Metric' ? [] : [mapping.field]);
  await using measured = await measuredFor(mapping, basis, usage);
  const metric = metricOf(mapping, measured.data, basis);
  const licensed = (licenses: readonly License[]): boolean => isLicensed(licenses, metric, basis);
  const shown = new Set(shownIds(request, accounts, basis, licensed));
  const next = nextValueOf(mapping, metric, basis);
  const rows = new Map<string, PreviewRow>();
  const counts = { number: 0, zero: 0, null: 0, kept: 0 };
  for (let start = 0; start < accounts.length; start += accountsPerBatch) {
    const batch = accounts.slice(start, start + accountsPerBatch);
    const numbers = await measured.numbersFor(batch.map(({ id }) => id));
    for (const account of batch) {
      const licenses = basis.byAccount.of(account.id);
      const value = next(account, licenses, numbers.get(account.id));
      counts[countOf(value)] += 1;
      if (shown.has(account.id))
        rows.set(account.id, { accountId: account.id, licensed: licensed(licenses), ...value });
    }
  }
  return { rows: [...shown].flatMap((id) => rows.get(id) ?? []), counts };
}

function checkedPreview(
  { kind, accountField, metricKey }: PreviewRequest,
  { mappings, accountFields }: Basis,
): { readonly mapping: UsableMapping } | { readonly problem: MappingProblem } {
  const mapping = {
    name: 'Preview',
    label: accountField,
    kind,
    object: 'Account',
    field: accountField,
    metricKey,
    isActive: true,
  };
  const { usable, problems } = checkedMappings([mapping], accountFields, mappings);
  const [sound] = usable;
  if (sound) return { mapping: sound };
  const [problem] = problems;
  if (problem) return { problem };
  throw new Error(`The check of a mapping to ${accountField} told neither yes nor no.`);
}

interface Measured extends AsyncDisposable {
  readonly data: ReadonlyMap<string, MetricData>;
  numbersFor(accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountNumbers>>;
}

/** Usage is counted only where it decides: for metrics, and for external seats that are estimated where a field is blank. */
function measuredFor(
  mapping: UsableMapping,
  { mappings: { settings }, licenses, licensing }: Basis,
  usage: UsageSource,
): Promise<Measured> {
  const isEstimated = mapping.kind === 'ExternalSeats' && settings.externalAccessEnabled;
  if (mapping.kind === 'Metric' || isEstimated)
    return measureUsage(usage, [mapping], licenses, settings, licensing);
  return Promise.resolve({
    data: new Map(),
    numbersFor: () => Promise.resolve(new Map()),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

function metricOf(
  mapping: UsableMapping,
  data: ReadonlyMap<string, MetricData>,
  { mappings }: Basis,
): MappedMetric | undefined {
  return mappedMetrics([mapping], data, mappings.packagesOfFeature)[0];
}

/** For what asks for no licence of its own: whether the Account has any that qualifies. */
function isLicensed(
  licenses: readonly License[],
  metric: MappedMetric | undefined,
  { licensing }: Basis,
): boolean {
  const found = metric ? standing(licenses, metric.required, licensing) : 'combined';
  return found === 'combined'
    ? licenses.some((license) => qualifies(license, licensing))
    : found === 'licensed';
}

function nextValueOf(
  mapping: UsableMapping,
  metric: MappedMetric | undefined,
  basis: Basis,
): NextValueOf {
  const { org, mappings, licensing } = basis;
  if (!metric) {
    const { settings } = mappings;
    const context = { mapping, settings, licensing, timeZone: org.timeZone };
    return (account, licenses, numbers) => sourcePreview(account, licenses, numbers, context);
  }
  const nameOf = new Map(basis.packages.map(({ id, name }) => [id, name]));
  const packageName = (packageId: string): string => nameOf.get(packageId) ?? packageId;
  const context = { metrics: [metric], licensing, packageName };
  return (_, licenses, numbers) => metricPreview(licenses, numbers, context);
}

function metricPreview(
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  context: Parameters<typeof explainedValues>[2],
): NextValue {
  const [found] = explainedValues(licenses, numbers, context);
  if (!found) throw new Error('A metric got no value.');
  const { value, metric, explanation } = found;
  const kept = { write: false, nextNumber: null, nextText: null };
  if (!value.write) return { ...kept, explanation };
  if (!fits(value.value, metric.mapping.accountField))
    return { ...kept, explanation: `${value.value} has more digits than the field takes` };
  return { write: true, nextNumber: value.value, nextText: null, explanation };
}

function countOf({ write, nextNumber, nextText }: NextValue): keyof Preview['counts'] {
  if (!write) return 'kept';
  const value = nextNumber ?? nextText;
  if (value === null) return 'null';
  return value === 0 || value === '0' ? 'zero' : 'number';
}

/** Those asked for, or some that are licensed and some that are not, as far as there are both. */
function shownIds(
  { accountIds, sampleSize }: PreviewRequest,
  accounts: readonly Account[],
  { byAccount }: Basis,
  licensed: (licenses: readonly License[]) => boolean,
): readonly string[] {
  if (accountIds.length > 0) return accountIds;
  const half = Math.ceil(sampleSize / 2);
  const yes: string[] = [];
  const no: string[] = [];
  for (const { id } of accounts) {
    const list = licensed(byAccount.of(id)) ? yes : no;
    if (list.length < sampleSize) list.push(id);
    if (yes.length >= sampleSize && no.length >= half) break;
  }
  const unlicensed = no.slice(0, Math.max(sampleSize - half, sampleSize - yes.length));
  return [...yes.slice(0, sampleSize - unlicensed.length), ...unlicensed];
}
