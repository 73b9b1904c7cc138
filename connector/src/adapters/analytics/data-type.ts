/** The three types of data App Analytics delivers (`AppAnalyticsQueryRequest.DataType`). */
export const dataTypes = ['PackageUsageLog', 'PackageUsageSummary', 'SubscriberSnapshot'] as const;
export type DataType = (typeof dataTypes)[number];
