import { saveError } from '../../data/row-failure.ts';
import type { SaveError } from '../../data/save-result.ts';
import type { AnalyticsQuery } from './analytics-query.ts';

type Rule = readonly [
  isBroken: (query: AnalyticsQuery, now: Date) => boolean,
  message: string,
  fields: readonly string[],
];

const compressions: Readonly<Record<AnalyticsQuery['fileType'], ReadonlySet<string>>> = {
  csv: new Set(['none', 'gzip']),
  parquet: new Set(['snappy', 'gzip', 'none']),
};

/**
 * What the object reference ("AppAnalyticsQueryRequest") demands of a request. Its rules are documented, their texts
 * are not: they are ours.
 */
const rules: readonly Rule[] = [
  [
    ({ start, availableSince }) => start === null && availableSince === null,
    'Specify StartTime, AvailableSince, or both.',
    ['StartTime', 'AvailableSince'],
  ],
  [
    ({ start, end }) => start !== null && end !== null && end <= start,
    'EndTime must be later than StartTime.',
    ['EndTime'],
  ],
  [
    ({ start, end, availableSince }) =>
      availableSince !== null &&
      [start, end].some((time) => time !== null && time > availableSince),
    'AvailableSince must be later than StartTime and EndTime.',
    ['AvailableSince'],
  ],
  [
    ({ availableSince }, now) => availableSince !== null && availableSince >= now,
    'AvailableSince must be earlier than now.',
    ['AvailableSince'],
  ],
  [
    ({ dataType, start, end }) =>
      dataType === 'PackageUsageSummary' && ![start, end].every(isMonthStart),
    'A PackageUsageSummary begins and ends at midnight UTC on the first day of a month.',
    ['StartTime', 'EndTime'],
  ],
  [
    ({ packageIds }) => !packageIds.every((id) => /^033\w{12}$/.test(id)),
    'PackageIds takes subscriber package ids (033), separated by commas without blanks.',
    ['PackageIds'],
  ],
  [
    ({ organizationIds }) => !organizationIds.every((id) => /^00D\w{12}$/.test(id)),
    'OrganizationIds takes organization ids (00D), separated by commas without blanks.',
    ['OrganizationIds'],
  ],
  [
    ({ packageIds, organizationIds }) => Math.max(packageIds.length, organizationIds.length) > 16,
    'At most 16 ids fit into PackageIds and into OrganizationIds.',
    ['PackageIds', 'OrganizationIds'],
  ],
  [
    ({ fileType, compression }) => !compressions[fileType].has(compression),
    'FileCompression does not fit the FileType: csv takes none and gzip, parquet snappy, gzip and none.',
    ['FileCompression'],
  ],
];

/** Why a request can't be created, or nothing. */
export function queryComplaint(query: AnalyticsQuery, now: Date): SaveError | undefined {
  const broken = rules.find(([isBroken]) => isBroken(query, now));
  return broken && saveError('FIELD_INTEGRITY_EXCEPTION', broken[1], broken[2]);
}

/** Blank is fine: an end that isn't given is now. */
function isMonthStart(time: Date | null): boolean {
  return time === null || time.toISOString().endsWith('-01T00:00:00.000Z');
}
