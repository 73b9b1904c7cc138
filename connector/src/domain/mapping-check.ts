import { requiredPackages } from './account-licenses.ts';
import { fieldProblem } from './mapping-field.ts';
import type {
  AccountField,
  Mapping,
  MappingProblem,
  MappingProblemCode,
  UsableMapping,
} from './mapping.ts';
import { metricKey, parseMetricKey } from './metric-key.ts';
import type { CatalogueMetric } from './usage-report.ts';

/** Which mappings a run carries out, and why the others are paused. A warning comes with a mapping that is carried out. */
export interface CheckedMappings {
  readonly usable: readonly UsableMapping[];
  readonly problems: readonly MappingProblem[];
  readonly warnings: readonly MappingProblem[];
}

/** What ISVapp offers to map. */
export interface Offer {
  readonly catalogue: readonly CatalogueMetric[];
  /** 15-character ids. */
  readonly packagesNotEnabled: ReadonlySet<string>;
  readonly packagesOfFeature: (featureId: string) => readonly string[];
}

/**
 * Checks every active mapping against the fields the integration user sees and the metrics there are.
 * A mapping that fails is paused by itself; the others go on (decision 34).
 */
export function checkedMappings(
  mappings: readonly Mapping[],
  fields: readonly AccountField[],
  offer: Offer,
): CheckedMappings {
  const active = mappings.filter((mapping) => mapping.isActive);
  const fieldByName = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  const problems: MappingProblem[] = [];
  const sound: Mapping[] = [];
  for (const mapping of active) {
    const found =
      fieldProblem(mapping, fieldByName.get(keyOf(mapping))) ?? metricProblem(mapping, offer);
    if (found) problems.push(found);
    else sound.push(mapping);
  }
  // Only among those that could be carried out: a broken mapping must not pause a sound one.
  const usable = sound.flatMap((mapping) => {
    const found = clash(mapping, sound);
    if (found) problems.push(found);
    const field = fieldByName.get(keyOf(mapping));
    return found || !field ? [] : usableMapping(mapping, field);
  });
  return {
    usable,
    problems,
    warnings: [
      ...doubledMetrics(usable),
      ...silentPackages(usable, offer),
      ...maskedFields(usable),
    ],
  };
}

function keyOf({ field }: Mapping): string {
  return field?.toLowerCase() ?? '';
}

function usableMapping(mapping: Mapping, accountField: AccountField): UsableMapping {
  return { ...mapping, field: accountField.name, metricKey: canonicalKey(mapping), accountField };
}

/** The one spelling of a key, so that a mapping saved with an 18-character package id finds its metric. */
function canonicalKey(mapping: Mapping): string | null {
  const metric = parseMetricKey(mapping.metricKey ?? '');
  return metric ? metricKey(metric) : null;
}

function metricProblem(mapping: Mapping, offer: Offer): MappingProblem | undefined {
  if (mapping.kind !== 'Metric') return undefined;
  const key = canonicalKey(mapping);
  if (key === null) {
    return problem(
      mapping,
      'UNKNOWN_METRIC',
      `"${mapping.metricKey ?? ''}" is not the key of a metric.`,
      'A Salesforce administrator can edit the mapping and choose the metric from the list.',
    );
  }
  if (isOffered(key, offer) || packageNotEnabled(key, offer) !== undefined) return undefined;
  return problem(
    mapping,
    'METRIC_REMOVED',
    `ISVapp has no metric ${key} (any more).`,
    `${goneBecause(key)} The values on Accounts stay as they are. A Salesforce administrator can choose another metric or remove the mapping.`,
  );
}

/** Features are what the operator lists: one that was left out, or a list that is not there, looks the same from here as one that ended. */
function goneBecause(key: string): string {
  return parseMetricKey(key)?.kind === 'feature'
    ? "Its feature was deleted or renamed, or the connector's list of features (FEATURES_FILE) does not have it: the operator of the connector can look."
    : 'Its package or object was deleted or renamed, or no License record is of the package any more.';
}

function isOffered(key: string, { catalogue }: Offer): boolean {
  if (catalogue.some((metric) => metric.key === key && metric.state !== 'Removed')) return true;
  // Which objects a package has is known from its snapshots alone: before the first, no record count is offered,
  // and that is a lack of data and not the end of the metric.
  const metric = parseMetricKey(key);
  if (metric?.kind !== 'records') return false;
  const ofPackage = catalogue.filter(({ packageId }) => packageId === metric.packageId);
  return ofPackage.length > 0 && !ofPackage.some(({ category }) => category === 'RecordCount');
}

/** The package that keeps a metric from having any value, if there is one (decision 7). */
function packageNotEnabled(key: string, offer: Offer): string | undefined {
  const metric = parseMetricKey(key);
  const required = metric && requiredPackages(metric, offer.packagesOfFeature);
  return required?.find((packageId) => offer.packagesNotEnabled.has(packageId));
}

function silentPackages(usable: readonly UsableMapping[], offer: Offer): readonly MappingProblem[] {
  return usable.flatMap((mapping) => {
    const packageId =
      mapping.metricKey === null ? undefined : packageNotEnabled(mapping.metricKey, offer);
    return packageId === undefined
      ? []
      : problem(
          mapping,
          'PACKAGE_NOT_ENABLED',
          `The package ${packageId} is not enabled for App Analytics.`,
          'Nothing is known of its use, so the value is NULL for every Account. The ISV can enable it with "sf package update --enable-app-analytics".',
        );
  });
}

/** Two mappings that can't both be carried out. Each of them is paused: taking one would be a guess. */
function clash(mapping: Mapping, active: readonly Mapping[]): MappingProblem | undefined {
  const others = active.filter((other) => other.name !== mapping.name);
  const sameField = others.filter((other) => isSameField(other, mapping));
  for (const rule of clashRules) {
    const rival = (rule.sameField ? sameField : others).find((other) =>
      rule.clashes(mapping, other),
    );
    if (rival) return problem(mapping, rule.code, rule.message(mapping, rival), rule.explanation);
  }
  return undefined;
}

interface ClashRule {
  readonly code: MappingProblemCode;
  readonly sameField: boolean;
  readonly clashes: (mapping: Mapping, other: Mapping) => boolean;
  readonly message: (mapping: Mapping, other: Mapping) => string;
  readonly explanation: string;
}

/** Decision 48. A source may serve a display and an override mapping, so only metrics claim their field. */
const clashRules: readonly ClashRule[] = [
  {
    code: 'DUPLICATE_TARGET',
    sameField: true,
    clashes: (mapping, other) => mapping.kind === 'Metric' && other.kind === 'Metric',
    message: (mapping, other) =>
      `The field ${mapping.field ?? ''} is also the target of the mapping "${other.label}".`,
    explanation:
      'A field can hold one metric only, so neither mapping is carried out. A Salesforce administrator can choose another field for one of them, or remove one.',
  },
  {
    code: 'TARGET_IS_SOURCE',
    sameField: true,
    clashes: (mapping, other) => mapping.kind === 'Metric' && other.kind !== 'Metric',
    message: (mapping, other) =>
      `The field ${mapping.field ?? ''} is also the source of the mapping "${other.label}".`,
    explanation:
      'Writing a metric there would change what the other mapping reads. A Salesforce administrator can choose another field for one of them.',
  },
  {
    code: 'DUPLICATE_OVERRIDE',
    sameField: false,
    clashes: (mapping, other) =>
      mapping.kind !== 'Metric' && mapping.kind !== 'DisplayField' && mapping.kind === other.kind,
    message: (_, other) => `The mapping "${other.label}" overrides the same value.`,
    explanation:
      'There can be one mapping of this kind, so neither is carried out and the license decides. A Salesforce administrator can remove one of them.',
  },
];

/** The same metric in two fields is allowed, but rarely meant (decision 48). */
function doubledMetrics(usable: readonly UsableMapping[]): readonly MappingProblem[] {
  return usable.flatMap((mapping) => {
    const twin = usable.find((other) => other !== mapping && isSameMetric(mapping, other));
    return twin
      ? problem(
          mapping,
          'DUPLICATE_METRIC',
          `The mapping "${twin.label}" writes the same metric into ${twin.field}.`,
          'Both are carried out. If that is not meant, a Salesforce administrator can remove one of them.',
        )
      : [];
  });
}

/** Fields of classic encryption, which a user without a permission of its own sees masked (decision 46). */
function maskedFields(usable: readonly UsableMapping[]): readonly MappingProblem[] {
  return usable
    .filter(({ accountField }) => accountField.type === 'encryptedstring')
    .map((mapping) =>
      problem(
        mapping,
        'ENCRYPTED_FIELD',
        `The field ${mapping.field} is encrypted.`,
        'ISVapp shows what the integration user sees, which is masked without the permission View Encrypted Data. A Salesforce administrator decides whether it may see more, or removes the mapping.',
      ),
    );
}

function isSameMetric(a: Mapping, b: Mapping): boolean {
  return a.kind === 'Metric' && b.kind === 'Metric' && a.metricKey === b.metricKey;
}

function isSameField(a: Mapping, b: Mapping): boolean {
  return a.field !== null && a.field.toLowerCase() === b.field?.toLowerCase();
}

function problem(
  mapping: Mapping,
  code: MappingProblemCode,
  message: string,
  explanation: string,
): MappingProblem {
  return { mapping, code, message, explanation };
}
