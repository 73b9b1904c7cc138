import { isCalendarDate, type CalendarDate } from '../../../domain/calendar-date.ts';
import type { License } from '../../../domain/license.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { id15, id18 } from '../../../domain/salesforce-id.ts';
import type { LicenseSource } from '../../../ports/license-source.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { allRows, type Row } from '../query/rows.ts';
import type { ObjectDescription } from '../setup/object-description.ts';
import type { FactsKeeper, OrgFacts } from '../setup/org-facts.ts';
import { columnList, licenseColumns, type LicenseColumns } from './license-columns.ts';

const purpose = 'read the License records (sfLma__License__c)';

/** Reads the licences of the License Management App, or fails as a whole (decision 54). */
export function licenseSource(
  client: SalesforceClient,
  facts: FactsKeeper,
  bulkPollMs: number,
): LicenseSource {
  return {
    readLicenses: async function* (signal) {
      const known = await facts.known();
      const columns = licenseColumns(licenseObjects(known));
      const list = columnList(columns);
      const request = {
        soql: `SELECT ${list.join(', ')} FROM sfLma__License__c`,
        purpose,
        columns: list,
        expectedRows: known.licenseCount,
        signal,
      };
      for await (const rows of allRows(client, request, bulkPollMs)) {
        yield rows.map((row) => licenseOf(row, columns));
      }
    },
  };
}

function licenseObjects(facts: OrgFacts) {
  return {
    license: describedOrNotVisible(facts.license),
    licensePackage: describedOrUndefined(facts.licensePackage),
    packageVersion: describedOrUndefined(facts.packageVersion),
  };
}

function describedOrNotVisible(describe: () => ObjectDescription): ObjectDescription {
  try {
    return describe();
  } catch (error) {
    if (!isNotVisible(error)) throw error;
    throw new OrgError(
      'permission',
      'LICENSES_NOT_VISIBLE',
      'The License object (sfLma__License__c) is not in the organization, or the integration user does not see it. No value was written. A Salesforce administrator can install the License Management App and assign its permission set to the integration user.',
      { cause: error },
    );
  }
}

/** Without these objects another way to the package may be left; licenseColumns tells where none is. */
function describedOrUndefined(describe: () => ObjectDescription): ObjectDescription | undefined {
  try {
    return describe();
  } catch (error) {
    if (isNotVisible(error)) return undefined;
    throw error;
  }
}

function isNotVisible(error: unknown): boolean {
  if (!(error instanceof OrgError)) return false;
  return error.code === 'NOT_FOUND' || error.code === 'INVALID_TYPE' || error.kind === 'permission';
}

function licenseOf(row: Row, columns: LicenseColumns): License {
  const id = id18(textAt(row, 'Id') ?? '');
  const accountId = textAt(row, columns.account);
  return {
    id,
    name: textAt(row, 'Name') ?? id,
    accountId: accountId === null ? null : id18(accountId),
    organizationId: id15OrNull(textAt(row, columns.organization)),
    ...packageOf(row, columns),
    status: upperAt(
      row,
      columns.status.find((column) => textAt(row, column) !== null),
    ),
    isTrialOverride: flagAt(row, columns.trialOverride),
    expiration: expirationOf(dateAt(row, columns.expiration, id)),
    isSandbox: flagAt(row, columns.sandbox),
    organizationStatus: upperAt(row, columns.organizationStatus),
    seats: seatsOf(row.value(columns.seats), id),
    installDate: dateAt(row, columns.installDate, id),
  };
}

/** The first way that leads to a package. */
function packageOf(
  row: Row,
  { packages }: LicenseColumns,
): Pick<License, 'packageId' | 'packageName'> {
  const way = packages.find(({ id }) => textAt(row, id) !== null);
  return { packageId: id15OrNull(textAt(row, way?.id)), packageName: textAt(row, way?.name) };
}

function id15OrNull(id: string | null): string | null {
  return id === null ? null : id15(id);
}

/** 1970-01-01 is how the License Management App spells "does not expire" (decision 4). */
function expirationOf(date: CalendarDate | null): CalendarDate | null {
  return date === '1970-01-01' ? null : date;
}

/** Fewer than none is a site licence: so says the License Management App's own formula. Blank is taken for one, too. */
function seatsOf(value: unknown, id: string): number | null {
  if (value === null) return null;
  const seats = Number(value);
  if (!Number.isFinite(seats)) throw unreadable(id, 'sfLma__Seats__c', value);
  return seats < 0 ? null : seats;
}

function dateAt(row: Row, column: string | undefined, id: string): CalendarDate | null {
  const text = textAt(row, column);
  if (text === null || isCalendarDate(text)) return text;
  throw unreadable(id, column ?? '', text);
}

function textAt(row: Row, column: string | undefined): string | null {
  const value = column === undefined ? null : row.value(column);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function upperAt(row: Row, column: string | undefined): string {
  return (textAt(row, column) ?? '').toUpperCase();
}

/** `true` in JSON, `"true"` in CSV. */
function flagAt(row: Row, column: string | undefined): boolean {
  const value = column === undefined ? false : row.value(column);
  return value === true || value === 'true';
}

function unreadable(id: string, column: string, value: unknown): OrgError {
  return new OrgError(
    'incomplete',
    'UNREADABLE_VALUE',
    `License ${id} has ${JSON.stringify(value)} in ${column}, which can't be read. No value was written, because the license might be judged wrongly. A Salesforce administrator can look at the record.`,
  );
}
