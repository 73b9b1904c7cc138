import type {
  Account,
  DirectoryEntry,
  EffectiveRenewal,
  EffectiveSeats,
  FieldValue,
  ValueWhy,
} from '../../domain/account.ts';
import type { License } from '../../domain/license.ts';
import { qualifies, type LicensingContext } from '../../domain/licensing.ts';
import type { MappingKind, UsableMapping } from '../../domain/mapping.ts';
import { engagementMeasures, metricKey, type EngagementMeasure } from '../../domain/metric-key.ts';
import { renewalOverride, seatOverride, type Override } from '../../domain/override.ts';
import { estimatedExternalSeats, licensedRenewal, licensedSeats } from '../../domain/seats.ts';
import type { Settings } from '../../domain/settings.ts';
import type { AccountNumbers, MetricData } from '../../domain/usage-report.ts';
import { usageValue } from '../../domain/usage-value.ts';

/** What the directory is made from, besides the Account and its licences. */
export interface DirectoryContext {
  readonly mappings: readonly UsableMapping[];
  readonly settings: Pick<Settings, 'seatAggregation' | 'externalAccessEnabled'>;
  readonly licensing: LicensingContext;
  /** Of the org: decides the day of a date/time field (decision 36). */
  readonly timeZone: string;
  /** Of the metrics in `engagementKeys`, which every directory shows; one that is missing has no data. */
  readonly engagement: ReadonlyMap<string, MetricData>;
  /** Why the mapped metrics have their values. */
  readonly reasons: (
    licenses: readonly License[],
    numbers: AccountNumbers | undefined,
  ) => Readonly<Record<string, ValueWhy>>;
}

/** The metrics of the directory's own columns: combined engagement, which needs no mapping. */
export const engagementKeys: readonly string[] = engagementMeasures.map(combinedKey);

/** An override field of one Account that can't be used; the licence or the estimate decides instead (decision 26). */
export interface OverrideProblem {
  readonly mapping: UsableMapping;
  readonly problem: string;
}

/** The Account's line in ISVapp's directory, each effective value with where it comes from. */
export function directoryEntry(
  account: Account,
  licenses: readonly License[],
  numbers: AccountNumbers | undefined,
  context: DirectoryContext,
): { readonly entry: DirectoryEntry; readonly problems: readonly OverrideProblem[] } {
  const problems: OverrideProblem[] = [];
  const override = <T>(
    kind: MappingKind,
    read: (value: FieldValue | undefined) => Override<T>,
  ): T | undefined => {
    const mapping = context.mappings.find((each) => each.kind === kind);
    if (!mapping) return undefined;
    const found = read(account.values[mapping.field]);
    if (found.state === 'invalid') problems.push({ mapping, problem: found.problem });
    return found.state === 'set' ? found.value : undefined;
  };

  const entry: DirectoryEntry = {
    accountId: account.id,
    name: account.name,
    isActive: licenses.some((license) => qualifies(license, context.licensing)),
    display: displayValues(account, context.mappings),
    internalSeats:
      overriddenSeats(override('InternalSeats', seatOverride)) ??
      licensedSeats(licenses, context.settings.seatAggregation, context.licensing),
    externalSeats:
      overriddenSeats(override('ExternalSeats', seatOverride)) ??
      estimatedExternalSeats(
        context.settings.externalAccessEnabled ? numbers?.externalUsers : undefined,
      ),
    renewal:
      overriddenRenewal(
        override('RenewalDate', (value) => renewalOverride(value, context.timeZone)),
      ) ?? licensedRenewal(licenses, context.licensing),
    ...combinedEngagement(numbers, context.engagement),
    reasons: context.reasons(licenses, numbers),
  };
  return { entry, problems };
}

function combinedEngagement(
  numbers: AccountNumbers | undefined,
  data: ReadonlyMap<string, MetricData>,
): Pick<DirectoryEntry, EngagementMeasure> {
  const of = (measure: EngagementMeasure): number | null => {
    const key = combinedKey(measure);
    const state = data.get(key)?.state ?? 'no-data';
    const value = usageValue('combined', state, numbers?.numbers.get(key));
    return value.write ? value.value : null;
  };
  return { mau: of('mau'), wau: of('wau'), dau: of('dau') };
}

function combinedKey(measure: EngagementMeasure): string {
  return metricKey({ kind: 'engagement', measure, packageId: null });
}

function displayValues(
  account: Account,
  mappings: readonly UsableMapping[],
): Record<string, FieldValue> {
  const display = mappings.filter((mapping) => mapping.kind === 'DisplayField');
  // An amount says nothing without its currency, which is not converted (decision 42); read along where the org has several.
  const hasAmount = display.some(({ accountField }) => accountField.type === 'currency');
  const currency = hasAmount ? account.values[currencyField] : undefined;
  return Object.fromEntries([
    ...(currency === undefined ? [] : [[currencyField, currency] as const]),
    ...display.map(({ field }) => [field, account.values[field] ?? null] as const),
  ]);
}

const currencyField = 'CurrencyIsoCode';

function overriddenSeats(seats: number | undefined): EffectiveSeats | undefined {
  return seats === undefined ? undefined : { seats, source: 'override' };
}

function overriddenRenewal(date: string | undefined): EffectiveRenewal | undefined {
  return date === undefined ? undefined : { date, source: 'override' };
}
