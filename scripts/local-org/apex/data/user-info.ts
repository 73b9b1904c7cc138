import { nativeType, staticMethod, type NativeType } from '../library/native-type.ts';
import { ApexId } from '../values/apex-id.ts';
import { NativeObject } from '../values/native-object.ts';
import type { DataRun } from './data-run.ts';

/** A column of the running user's record. */
function userValue({ org, userId }: DataRun, field: string): string | null {
  return firstValue(
    org.asSystem(userId).query(`SELECT ${field} FROM User WHERE Id = '${userId}'`).rows,
  );
}

function organizationValue({ org, userId }: DataRun, field: string): string | null {
  return firstValue(org.asSystem(userId).query(`SELECT ${field} FROM Organization`).rows);
}

function firstValue(rows: Iterable<readonly unknown[]>): string | null {
  for (const [value] of rows) return typeof value === 'string' ? value : null;
  return null;
}

const ofUser = (signature: string, field: string) =>
  staticMethod(signature, (run) => userValue(run as DataRun, field));

const userInfo = nativeType('System.UserInfo', [
  staticMethod('Id getUserId()', (run) => ApexId.parse((run as DataRun).userId)),
  staticMethod('Id getProfileId()', (run) =>
    ApexId.parse(userValue(run as DataRun, 'ProfileId') ?? ''),
  ),
  // No roles in the local org, as for a user without one.
  staticMethod('Id getUserRoleId()', () => null),
  ofUser('String getUserName()', 'Username'),
  ofUser('String getUserEmail()', 'Email'),
  ofUser('String getName()', 'Name'),
  ofUser('String getFirstName()', 'FirstName'),
  ofUser('String getLastName()', 'LastName'),
  ofUser('String getLanguage()', 'LanguageLocaleKey'),
  ofUser('String getLocale()', 'LocaleSidKey'),
  ofUser('String getUserType()', 'UserType'),
  staticMethod('String getOrganizationId()', (run) => (run as DataRun).org.organizationId),
  staticMethod('String getOrganizationName()', (run) => organizationValue(run as DataRun, 'Name')),
  staticMethod('String getDefaultCurrency()', () => 'USD'),
  staticMethod('Boolean isMultiCurrencyOrganization()', () => false),
  staticMethod(
    'TimeZone getTimeZone()',
    ({ timeZone }) => new NativeObject('System.TimeZone', timeZone),
  ),
  // Code that runs for a Lightning component, a job or a test has no session the API takes.
  staticMethod('String getSessionId()', () => null),
]);

export const userInfoNatives: readonly NativeType[] = [userInfo];
