import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployed, fieldXml, file, packageOf } from '../../../test/acme-org.ts';
import type { JobQueue } from '../../platform/job/job-queue.ts';
import { addClasses } from '../apex-org.ts';
import { JobOrg } from './job-org.ts';

const fields = [
  fieldXml('Text__c', 'Text', '<length>80</length>'),
  fieldXml('Number__c', 'Number', '<precision>18</precision><scale>2</scale>'),
  fieldXml('Day__c', 'Date'),
  fieldXml('Moment__c', 'DateTime'),
  fieldXml('Is__c', 'Checkbox', '<defaultValue>false</defaultValue>'),
];
const rule = packageOf(
  { CustomObject: ['Rule__mdt'] },
  {
    'objects/Rule__mdt.object': file(
      'CustomObject',
      `${fields.join('')}<label>Rule</label><pluralLabel>Rules</pluralLabel>`,
    ),
  },
);

/** A block that deploys `Rule.Third`; statements in between may change it. */
const deploying = (changes = '', fullName = 'Rule.Third') =>
  `Metadata.CustomMetadata record = new Metadata.CustomMetadata();
   record.fullName = '${fullName}'; record.label = 'The third';
   ${changes}
   Metadata.DeployContainer container = new Metadata.DeployContainer();
   container.addMetadata(record);
   Metadata.Operations.enqueueDeployment(container, new Back());`;
const value = (field: string, apex: string) =>
  `{ Metadata.CustomMetadataValue v = new Metadata.CustomMetadataValue(); v.field = '${field}'; v.value = ${apex}; record.values.add(v); }`;
const callback = (body: string) =>
  `public class Back implements Metadata.DeployCallback {
     public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) { ${body} }
   }`;

let jobs: JobOrg;
let queue: JobQueue;
beforeEach(() => {
  jobs = new JobOrg();
  deployed(jobs.org, rule);
  queue = jobs.newQueue();
});
afterEach(() => {
  jobs.org.close();
});

/** Deploys with that callback. */
async function done(block: string, body: string): Promise<void> {
  addClasses(jobs.org, callback(body));
  await jobs.enter(queue, block);
  expect(await queue.runDueJobs()).toBe(1);
}

const noteStatus = `insert new Account(Name = result.status.name() + ' ' + Rule__mdt.getAll().size() + ' ' + (context.getCallbackJobId() == result.id));`;

describe('A deployment of Custom Metadata', () => {
  it('is done before its callback, which knows its id', async () => {
    await done(deploying(), noteStatus);
    expect(jobs.names()).toEqual(['Succeeded 1 true']);
  });

  it('tells its callback what was deployed', async () => {
    // The manifest is a message of its own, the first one.
    const message = 'result.details.componentSuccesses[1]';
    await done(
      deploying(),
      `insert new Account(Name = ${message}.fullName + ' ' + ${message}.created + ' ' + ${message}.problem + ' ' + result.numberComponentsDeployed);`,
    );
    expect(jobs.names()).toEqual(['Rule.Third true null 1']);
  });

  it('carries values of all types', async () => {
    const values = [
      value('Text__c', `'Tom & "Ann" < \\'x\\' > ü'`),
      value('Number__c', '12.5'),
      value('Day__c', 'Date.newInstance(2026, 2, 28)'),
      value('Moment__c', 'Datetime.newInstanceGmt(2026, 2, 28, 23, 59, 58)'),
      value('Is__c', 'true'),
    ];
    await done(deploying(values.join(' ')), noteStatus);
    const read = 'DeveloperName, MasterLabel, Text__c, Number__c, Day__c, Moment__c, Is__c';
    expect(jobs.rows('Rule__mdt', read)).toEqual([
      [
        'Third',
        'The third',
        `Tom & "Ann" < 'x' > ü`,
        12.5,
        '2026-02-28',
        '2026-02-28T23:59:58.000+0000',
        true,
      ],
    ]);
  });

  it('changes what it names, empties by null, and leaves the rest', async () => {
    await done(
      deploying(value('Text__c', "'before'") + value('Number__c', '1') + value('Day__c', 'null')),
      noteStatus,
    );
    await jobs.enter(queue, deploying(value('Text__c', 'null')));
    await queue.runDueJobs();
    expect(jobs.rows('Rule__mdt', 'Text__c, Number__c, Day__c')).toEqual([[null, 1, null]]);
  });

  it('tells its callback what was refused', async () => {
    const message = 'result.details.componentFailures[0]';
    await done(
      deploying('', 'Absent.Third'),
      `insert new Account(Name = result.status.name() + ' ' + ${message}.fullName + ' ' + (${message}.problem != null));`,
    );
    expect(jobs.names()).toEqual(['Failed Absent.Third true']);
  });

  it('reports a callback that fails, which no record tells of', async () => {
    await done(deploying(), 'Integer none = 1 / 0;');
    expect(jobs.defects.map(String)).toEqual(['ApexThrow: System.MathException: Divide by 0']);
    expect(jobs.rows('Rule__mdt', 'DeveloperName')).toEqual([['Third']]);
  });

  it('needs a full name', async () => {
    addClasses(jobs.org, callback(''));
    await expect(jobs.enter(queue, deploying('record.fullName = null;'))).rejects.toThrow(
      'System.IllegalArgumentException',
    );
  });
});
