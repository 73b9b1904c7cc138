import { writeAnalyticsRows, type AnalyticsSource } from './analytics-files.ts';
import type { AnalyticsDataType, AnalyticsQuery } from './analytics-query.ts';

/** Packages of simulation mode (app_analytics_simulation_mode): all others that begin with 033xx00SIM are empty. */
const smallPackage = '033xx00SIMsmall';
const largePackage = '033xx00SIMlarge';
const organizations = ['00Dxx00SIM00foo', '00Dxx00SIM00bar'];

const columns: Readonly<Record<AnalyticsDataType, readonly string[]>> = {
  PackageUsageLog: [
    'timestamp_derived',
    'log_record_type',
    'organization_id',
    'organization_type',
    'user_id_token',
    'user_type',
    'package_id',
    'custom_entity',
    'custom_entity_type',
    'operation_type',
    'operation_count',
  ],
  PackageUsageSummary: [
    'month',
    'organization_id',
    'package_id',
    'custom_entity',
    'custom_entity_type',
    'user_id_token',
    'user_type',
    'num_creates',
    'num_reads',
    'num_updates',
    'num_deletes',
    'num_views',
    'num_events',
  ],
  SubscriberSnapshot: ['date', 'organization_id', 'package_id', 'custom_entity', 'count'],
};

/** What App Analytics gives while simulation mode is on: sample data of two packages, and nothing of the ISV's own. */
export const simulatedData: AnalyticsSource = {
  write: async (query, path) => {
    const rows = query.packageIds.flatMap((id) => packageRows(id, query));
    if (rows.length === 0) return 0;
    // The sample's rows are of the time asked for, whenever that is.
    return await writeAnalyticsRows(columns[query.dataType], rows, query, path);
  },
};

function packageRows(packageId: string, query: AnalyticsQuery): (readonly string[])[] {
  const isLarge = packageId === largePackage && query.dataType === 'PackageUsageLog';
  if (packageId !== smallPackage && !isLarge) return [];
  const users = isLarge ? 500 : 5;
  return organizations.flatMap((organization) =>
    Array.from({ length: users }, (_, user) => row(packageId, organization, user, query)),
  );
}

function row(
  packageId: string,
  organization: string,
  user: number,
  { dataType, start, availableSince }: AnalyticsQuery,
): readonly string[] {
  const from = (start ?? availableSince)?.toISOString() ?? '';
  const token = `005-SIM${String(user).padStart(12, '0')}`;
  const entity = ['Insurance_Agent', 'CustomObject'];
  switch (dataType) {
    case 'PackageUsageLog':
      return [
        from,
        'URI',
        organization,
        'Production',
        token,
        'Standard',
        packageId,
        ...entity,
        'READ',
        String(user + 1),
      ];
    case 'PackageUsageSummary':
      return [
        from.slice(0, 7),
        organization,
        packageId,
        ...entity,
        token,
        'Standard',
        ...['1', '2', '3', '0', '0', '0'],
      ];
    case 'SubscriberSnapshot':
      return [from, organization, packageId, `Insurance_Agent_${user}`, String(user * 10)];
  }
}
