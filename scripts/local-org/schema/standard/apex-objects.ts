import { checkbox, field, lookup, number, picklist, text } from '../field.ts';
import type { FieldSchema, ObjectSchema } from '../object-schema.ts';
import { setupObject } from './standard-object.ts';

/** Rows of these objects are the org's own doing: clients and Apex read them. */
function platformObject(
  name: string,
  label: string,
  keyPrefix: string,
  fields: readonly FieldSchema[],
): ObjectSchema {
  const readOnly = { keyPrefix, createable: false, updateable: false, deletable: false };
  return setupObject(name, label, fields, readOnly);
}

const count = (name: string, label: string): FieldSchema =>
  number(name, label, 9, 0, { defaultValue: '0' });

/** One record a deployed class; its Body is the source. */
export const apexClass = platformObject('ApexClass', 'Apex Class', '01p', [
  text('Name', 'Name', 255, { nillable: false }),
  text('NamespacePrefix', 'Namespace Prefix', 15),
  number('ApiVersion', 'Api Version', 18, 1),
  picklist('Status', 'Status', ['Inactive', 'Active', 'Deleted']),
  checkbox('IsValid', 'Is Valid', { defaultValue: 'true' }),
  field('Body', 'Body', 'textarea', { length: 1_000_000 }),
  number('LengthWithoutComments', 'Size Without Comments', 9, 0),
]);

/** A Queueable, future, batch or scheduled job, from the moment it was enqueued. */
export const asyncApexJob = platformObject('AsyncApexJob', 'Apex Job', '707', [
  lookup('ApexClassId', 'Class ID', 'ApexClass', null),
  picklist('JobType', 'Job Type', ['Future', 'BatchApex', 'Queueable', 'ScheduledApex']),
  text('MethodName', 'Apex Method', 255),
  picklist('Status', 'Status', [
    'Queued',
    'Processing',
    'Aborted',
    'Completed',
    'Failed',
    'Preparing',
    'Holding',
  ]),
  count('TotalJobItems', 'Total Batches'),
  count('JobItemsProcessed', 'Batches Processed'),
  count('NumberOfErrors', 'Failures'),
  text('ExtendedStatus', 'Status Detail', 255),
  field('CompletedDate', 'Completion Date', 'datetime'),
  lookup('ParentJobId', 'Apex Job ID', 'AsyncApexJob', null),
  lookup('CronTriggerId', 'Scheduled Job ID', 'CronTrigger', null),
]);

/** Name and kind of a scheduled job; JobType 7 is scheduled Apex. */
export const cronJobDetail = platformObject('CronJobDetail', 'Cron Job', '08a', [
  text('Name', 'Name', 255, { nillable: false }),
  text('JobType', 'Job Type', 1),
]);

/** When a scheduled job runs. */
export const cronTrigger = platformObject('CronTrigger', 'Scheduled Job', '08e', [
  lookup('CronJobDetailId', 'Job ID', 'CronJobDetail', null),
  text('CronExpression', 'Cron Expression', 255),
  text('TimeZoneSidKey', 'Time Zone', 40),
  text('State', 'State', 16),
  field('NextFireTime', 'Next Run Time', 'datetime'),
  field('PreviousFireTime', 'Previous Run Time', 'datetime'),
  field('StartTime', 'Start Time', 'datetime'),
  field('EndTime', 'End Time', 'datetime'),
  count('TimesTriggered', 'Times Triggered'),
  lookup('OwnerId', 'Owner ID', 'User', null),
]);
