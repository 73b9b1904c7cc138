import { addDays, dateOf, instantOf, monthStart } from '../../../domain/calendar-date.ts';
import { id15, id18 } from '../../../domain/salesforce-id.ts';
import {
  requestedTimes,
  usageDataTypes,
  type UsageDataType,
  type UsageFile,
} from '../../../domain/usage-file.ts';
import type {
  UsageDownload,
  UsageRequest,
  UsageRequestState,
} from '../../../ports/usage-requests.ts';
import { jsonNumber, jsonText, jsonTextOrNull, type JsonRecord } from '../http/json-shape.ts';

export const requestObject = 'AppAnalyticsQueryRequest';

export const requestColumns = [
  'Id',
  'CreatedDate',
  'DataType',
  'StartTime',
  'EndTime',
  'AvailableSince',
  'PackageIds',
  'OrganizationIds',
  'FileType',
  'RequestState',
  'DownloadUrl',
  'DownloadSize',
  'ErrorMessage',
] as const;

/** What a request may say. */
export const requestInputs = [
  'DataType',
  'StartTime',
  'EndTime',
  'AvailableSince',
  'PackageIds',
  'FileType',
  'FileCompression',
] as const;

const states: readonly UsageRequestState[] = [
  'New',
  'Pending',
  'Complete',
  'Expired',
  'Failed',
  'NoData',
  'Delivered',
];

/**
 * The record that asks for a file (object reference, "AppAnalyticsQueryRequest"). CSV with gzip: the intake checks the
 * shape of CSV row by row, and a file that was cut by its checksum.
 *
 * @param packageIds 15 characters each, 16 at most; none for all packages
 */
export function requestRecord(
  file: UsageFile,
  packageIds: readonly string[],
): Readonly<Partial<Record<(typeof requestInputs)[number], string>>> {
  const { start, end } = requestedTimes(file);
  return {
    DataType: file.dataType,
    StartTime: dateTime(start),
    EndTime: dateTime(end),
    ...(file.availableSince && { AvailableSince: dateTime(file.availableSince) }),
    ...(packageIds.length > 0 && { PackageIds: packageIds.join(',') }),
    FileType: 'csv',
    FileCompression: 'gzip',
  };
}

/** Whole seconds: what App Analytics keeps of a time. */
function dateTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

export function requestOf(record: JsonRecord, packageIds: readonly string[]): UsageRequest {
  const state = jsonText(record.RequestState);
  return {
    id: id18(jsonText(record.Id)),
    file: isOurs(record, packageIds) ? fileOf(record) : undefined,
    createdAt: new Date(jsonText(record.CreatedDate)),
    state: states.find((each) => each === state) ?? 'Unknown',
    download: downloadOf(record),
    message: jsonText(record.ErrorMessage),
  };
}

/** Whether it asks for the packages and organizations that we ask for, in a form that we read. */
function isOurs(record: JsonRecord, packageIds: readonly string[]): boolean {
  const ids = (jsonTextOrNull(record.PackageIds)?.split(',') ?? []).map(id15).sort();
  return (
    jsonText(record.FileType).toLowerCase() === 'csv' &&
    jsonTextOrNull(record.OrganizationIds) === null &&
    ids.join() === [...packageIds].sort().join()
  );
}

/** Undefined where it is not of whole days, or of whole months for a summary. */
function fileOf(record: JsonRecord): UsageFile | undefined {
  const dataType = usageDataTypes.find((each) => each === record.DataType);
  const start = instantIn(record.StartTime);
  const end = instantIn(record.EndTime);
  if (dataType === undefined || !start || !end || start >= end) return undefined;
  const isWhole = [start, end].every((instant) => isWholeUnit(instant, dataType));
  if (!isWhole) return undefined;
  const period = { start: dateOf(start), end: addDays(dateOf(end), -1) };
  return { dataType, period, availableSince: instantIn(record.AvailableSince) ?? null };
}

function isWholeUnit(instant: Date, dataType: UsageDataType): boolean {
  const day = dateOf(instant);
  const unit = dataType === 'PackageUsageSummary' ? monthStart(day) : day;
  return instantOf(unit).getTime() === instant.getTime();
}

function instantIn(value: unknown): Date | undefined {
  const instant = new Date(jsonText(value));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

function downloadOf(record: JsonRecord): UsageDownload | undefined {
  const address = jsonTextOrNull(record.DownloadUrl);
  return address === null ? undefined : { address, bytes: jsonNumber(record.DownloadSize) };
}
