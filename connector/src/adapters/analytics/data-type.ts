/** The three types of data App Analytics delivers (`AppAnalyticsQueryRequest.DataType`, domain.md 3). */
export const dataTypes = ['PackageUsageLog', 'PackageUsageSummary', 'SubscriberSnapshot'] as const;
export type DataType = (typeof dataTypes)[number];
