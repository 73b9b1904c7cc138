import { field, picklist, systemField, text } from '../field.ts';
import { recordObject } from './standard-object.ts';

const output = { createable: false, updateable: false };
const input = { updateable: false };

/**
 * A request for App Analytics files. The org's API carries requests out (api/app-analytics).
 * Source: object reference, "AppAnalyticsQueryRequest".
 */
export const appAnalyticsQueryRequest = recordObject(
  'AppAnalyticsQueryRequest',
  'App Analytics Query Request',
  [
    systemField('Name', 'App Analytics Query Request Name', 'string', {
      length: 255,
      nillable: false,
      autoNumberFormat: '{00000000}',
    }),
    picklist(
      'DataType',
      'Data Type',
      ['PackageUsageLog', 'PackageUsageSummary', 'SubscriberSnapshot'],
      {
        restricted: true,
        nillable: false,
        permissionable: false,
        ...input,
      },
    ),
    field('StartTime', 'Start Time', 'datetime', input),
    field('EndTime', 'End Time', 'datetime', input),
    field('AvailableSince', 'Available Since', 'datetime', input),
    text('PackageIds', 'Package IDs', 255, input),
    text('OrganizationIds', 'Organization IDs', 255, input),
    picklist('FileType', 'File Type', ['csv', 'parquet'], {
      restricted: true,
      defaultValue: '"csv"',
      ...input,
    }),
    picklist('FileCompression', 'File Compression', ['none', 'gzip', 'snappy'], {
      restricted: true,
      ...input,
    }),
    picklist(
      'RequestState',
      'Request State',
      ['New', 'Pending', 'Complete', 'Expired', 'Failed', 'NoData'],
      {
        restricted: true,
        nillable: false,
        defaultValue: '"New"',
        permissionable: false,
        ...output,
      },
    ),
    field('DownloadUrl', 'Download URL', 'textarea', { length: 8096, ...output }),
    field('DownloadExpirationTime', 'Download Expiration Time', 'datetime', output),
    field('DownloadSize', 'Download Size', 'long', { digits: 18, ...output }),
    field('QuerySubmittedTime', 'Query Submitted Time', 'datetime', output),
    text('ErrorMessage', 'Error Message', 255, output),
  ],
  { keyPrefix: '0XI', undeletable: false },
);
