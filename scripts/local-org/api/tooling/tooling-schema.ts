import { checkbox, field, lookup, number, text } from '../../schema/field.ts';
import type { FieldSchema, ObjectSchema } from '../../schema/object-schema.ts';
import { apexClass } from '../../schema/standard/apex-objects.ts';
import { idField, object } from '../../schema/standard/standard-object.ts';

function toolingObject(
  name: string,
  keyPrefix: string,
  fields: readonly FieldSchema[],
): ObjectSchema {
  const readOnly = { keyPrefix, createable: false, updateable: false, deletable: false };
  return object(name, name, [idField(name), ...fields], readOnly);
}

const plain = (name: string, length = 255) => text(name, name, length);
const count = (name: string) => number(name, name, 9, 0);
const moment = (name: string) => field(name, name, 'datetime');
const classLookup = (name: string) => lookup(name, name, 'ApexClass', null);

const coverageFields = [
  classLookup('ApexClassOrTriggerId'),
  count('NumLinesCovered'),
  count('NumLinesUncovered'),
  field('Coverage', 'Coverage', 'textarea', { length: 1_000_000 }),
];

/** Objects of the org that those of the Tooling API look up to: copied, to be joined. */
export const copiedObjects: readonly ObjectSchema[] = [
  apexClass,
  toolingObject('User', '005', [plain('Name')]),
];

/** Objects that exist in the Tooling API only, as far as clients ask for them. */
export const toolingObjects: readonly ObjectSchema[] = [
  toolingObject('ApexLog', '07L', [
    lookup('LogUserId', 'LogUserId', 'User', null),
    plain('Application'),
    count('DurationMilliseconds'),
    count('LogLength'),
    plain('Operation'),
    plain('Request'),
    plain('Location'),
    plain('Status'),
    moment('StartTime'),
    moment('LastModifiedDate'),
  ]),
  toolingObject('ApexTestRunResult', '05m', [
    plain('AsyncApexJobId', 18),
    plain('UserId', 18),
    plain('Status'),
    moment('StartTime'),
    moment('EndTime'),
    ...['TestTime', 'TestSetupTime', 'ClassesEnqueued', 'ClassesCompleted'].map(count),
    ...['MethodsEnqueued', 'MethodsCompleted', 'MethodsFailed'].map(count),
  ]),
  toolingObject('ApexTestQueueItem', '709', [
    classLookup('ApexClassId'),
    plain('Status'),
    plain('ExtendedStatus'),
    plain('ParentJobId', 18),
    plain('TestRunResultId', 18),
  ]),
  toolingObject('ApexTestResult', '07M', [
    classLookup('ApexClassId'),
    plain('QueueItemId', 18),
    plain('AsyncApexJobId', 18),
    plain('ApexTestRunResultId', 18),
    plain('ApexLogId', 18),
    plain('MethodName'),
    plain('Outcome'),
    field('Message', 'Message', 'textarea', { length: 32_768 }),
    field('StackTrace', 'StackTrace', 'textarea', { length: 32_768 }),
    count('RunTime'),
    moment('TestTimestamp'),
    checkbox('IsTestSetup', 'IsTestSetup'),
  ]),
  toolingObject('ApexCodeCoverage', '714', [
    classLookup('ApexTestClassId'),
    plain('TestMethodName'),
    ...coverageFields,
  ]),
  toolingObject('ApexCodeCoverageAggregate', '715', coverageFields),
  toolingObject('ApexOrgWideCoverage', '716', [count('PercentCovered')]),
];
