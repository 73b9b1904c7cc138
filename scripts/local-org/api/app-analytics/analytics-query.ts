import type { RecordInput } from '../../data/save-result.ts';
import { parsedDateTime } from '../../data/field-value.ts';

export const analyticsDataTypes = [
  'PackageUsageLog',
  'PackageUsageSummary',
  'SubscriberSnapshot',
] as const;
export type AnalyticsDataType = (typeof analyticsDataTypes)[number];

/** What an AppAnalyticsQueryRequest asks for. */
export interface AnalyticsQuery {
  readonly dataType: AnalyticsDataType;
  readonly start: Date | null;
  /** Exclusive; null is now. */
  readonly end: Date | null;
  /** Only what arrived in the data lake after this moment. */
  readonly availableSince: Date | null;
  /** 15 characters each; empty is all packages. */
  readonly packageIds: readonly string[];
  /** 15 characters each; empty is all organizations. */
  readonly organizationIds: readonly string[];
  readonly fileType: 'csv' | 'parquet';
  readonly compression: 'none' | 'gzip' | 'snappy';
}

/** The request's fields as a query, whatever the case of their names. Fields that don't fit are refused by the org itself. */
export function analyticsQuery(record: RecordInput): AnalyticsQuery {
  const byName = new Map(
    Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const text = (name: string): string => {
    const value = byName.get(name.toLowerCase());
    return typeof value === 'string' ? value : '';
  };
  const fileType = text('FileType') === 'parquet' ? 'parquet' : 'csv';
  const compression = text('FileCompression') as AnalyticsQuery['compression'] | '';
  return {
    dataType: text('DataType') as AnalyticsDataType,
    start: parsedDateTime(text('StartTime')),
    end: parsedDateTime(text('EndTime')),
    availableSince: parsedDateTime(text('AvailableSince')),
    packageIds: idList(text('PackageIds')),
    organizationIds: idList(text('OrganizationIds')),
    fileType,
    compression: compression === '' ? (fileType === 'csv' ? 'none' : 'snappy') : compression,
  };
}

function idList(text: string): readonly string[] {
  return text === '' ? [] : text.split(',').map((id) => id.slice(0, 15));
}
