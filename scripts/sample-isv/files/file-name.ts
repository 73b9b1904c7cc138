/** `DataType` of an App Analytics request. */
export type DataType = 'PackageUsageLog' | 'PackageUsageSummary' | 'SubscriberSnapshot';

/** How a file is stored; the words are the endings of file names. */
export type FileFormat = 'csv' | 'csv.gz' | 'parquet';

export const fileFormats: readonly FileFormat[] = ['csv', 'csv.gz', 'parquet'];

/**
 * The name of a file: data type and covered period, a day (`PackageUsageLog_2026-11-22.csv.gz`), a month
 * (`PackageUsageSummary_2026-10.csv`), or the days of a catch-up and since when
 * (`PackageUsageLog_2026-10-25_2026-11-23_since_2026-11-20.csv`). A reader takes from the name what the file
 * covers, because a day without any row is a different thing from a day that was never fetched.
 */
export function fileName(dataType: DataType, period: string, format: FileFormat): string {
  return `${dataType}_${period}.${format}`;
}
