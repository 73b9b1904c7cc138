import { isDailyStart } from '../../../domain/daily-schedule.ts';
import { OrgError } from '../../../domain/org-error.ts';
import { defaultSchedule, type DailySchedule } from '../../../domain/organization.ts';
import type { RunRequest } from '../../../domain/run.ts';
import { defaultSettings } from '../../../domain/settings.ts';
import { isTimeZone } from '../../../domain/time-zone.ts';
import type { RequestSource } from '../../../ports/request-source.ts';
import { jsonNumber, jsonText, jsonTextOrNull, type JsonRecord } from '../http/json-shape.ts';
import type { SalesforceClient } from '../http/salesforce-client.ts';
import { firstPage, firstPages } from '../query/rest-query.ts';
import type { PackageNames } from '../setup/package-names.ts';

const purpose = 'look for requested runs (SyncRun__c) and the schedule (SyncSettings__mdt)';
/** A run waits while another does, so more at a time would only wait elsewhere. */
const requestsAtOnce = 10;

const runKeyPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function requestSource(
  client: SalesforceClient,
  knownNames: () => Promise<PackageNames>,
): RequestSource {
  return {
    readRequests: async () => {
      const names = await knownNames();
      // The session tells whether it is the pinned organization before anything is asked of it.
      await client.session();
      const [runs, settings] = await firstPages(client, [
        { soql: requestedQuery(names), purpose },
        { soql: scheduleQuery(names), purpose },
      ]);
      const record = settings?.records[0];
      return {
        requested: (runs?.records ?? []).flatMap((each) => requestOf(each, names)),
        schedule: scheduleOf(record, names),
        apiReservePercent:
          jsonNumber(record?.[names('ApiReservePercent__c')]) ?? defaultSettings.apiReservePercent,
      };
    },
    isCancelRequested: async (runKey) => {
      if (!runKeyPattern.test(runKey)) return false;
      const names = await knownNames();
      const soql = `SELECT Id FROM ${names('SyncRun__c')} WHERE ${names('RunKey__c')} = '${runKey}' AND ${names('CancelRequested__c')} = true`;
      const { records } = await firstPage(client, {
        soql,
        purpose: 'see whether the run is to be cancelled (SyncRun__c)',
      });
      return records.length > 0;
    },
  };
}

function requestedQuery(names: PackageNames): string {
  const columns = ['RunKey__c', 'DryRun__c', 'MassChangeApproved__c'].map((name) => names(name));
  return `SELECT ${columns.join(', ')} FROM ${names('SyncRun__c')} WHERE ${names('Status__c')} = 'Requested' ORDER BY CreatedDate LIMIT ${requestsAtOnce}`;
}

function scheduleQuery(names: PackageNames): string {
  const columns = ['DailyStart__c', 'TimeZone__c', 'ApiReservePercent__c'].map((name) =>
    names(name),
  );
  return `SELECT ${columns.join(', ')} FROM ${names('SyncSettings__mdt')} WHERE DeveloperName = 'Default'`;
}

/** A record without a key of the form we make could not be taken over: it was made by hand, and its owner can cancel it. */
function requestOf(record: JsonRecord, names: PackageNames): readonly RunRequest[] {
  const runKey = jsonText(record[names('RunKey__c')]);
  if (!runKeyPattern.test(runKey)) return [];
  return [
    {
      runKey,
      trigger: 'Request',
      dryRun: record[names('DryRun__c')] === true,
      massChangeApproved: record[names('MassChangeApproved__c')] === true,
    },
  ];
}

function scheduleOf(record: JsonRecord | undefined, names: PackageNames): DailySchedule {
  const text = (field: string): string | null => jsonTextOrNull(record?.[names(field)]);
  const dailyStart = text('DailyStart__c') ?? defaultSchedule.dailyStart;
  const timeZone = text('TimeZone__c') ?? defaultSchedule.timeZone;
  if (!isDailyStart(dailyStart))
    throw invalid('DailyStart__c', dailyStart, 'a time as HH:MM on the 24-hour clock');
  if (!isTimeZone(timeZone))
    throw invalid('TimeZone__c', timeZone, 'the IANA name of a time zone, such as Europe/Berlin');
  return { dailyStart, timeZone };
}

function invalid(field: string, given: string, expected: string): OrgError {
  return new OrgError(
    'request',
    'INVALID_SETTING',
    `The sync setting ${field} is ${JSON.stringify(given)}; it has to be ${expected}. Until it is, the daily run keeps the time it had. A Salesforce administrator can correct it in the settings of Salesforce Sync.`,
  );
}
