import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { column, deployed, file, packageOf } from '../../../test/acme-org.ts';
import { idSequence } from '../../../schema/salesforce-id.ts';
import { openLocalOrg, type LocalOrg } from '../../../org.ts';
import { CompiledOrg } from '../../compiled-org.ts';
import { JobQueue } from '../../platform/job/job-queue.ts';
import { addClasses } from '../apex-org.ts';

const morning = Date.UTC(2026, 10, 24, 10);
let time: number;
let org: LocalOrg;
let defects: unknown[];
let requests: string[];
beforeEach(() => {
  time = morning;
  defects = [];
  requests = [];
  org = openLocalOrg({ clock: { now: () => new Date(time) } });
  addClasses(
    org,
    `public class Chain implements Queueable {
       List<String> names;
       public Chain(List<String> names) { this.names = names; }
       public void execute(QueueableContext context) {
         String name = names.remove(0);
         insert new Account(Name = name + ' ' + (context.getJobId() != null));
         if (!names.isEmpty()) System.enqueueJob(new Chain(names));
       }
     }`,
    `public class Breaking implements Queueable {
       public void execute(QueueableContext context) {
         insert new Account(Name = 'undone');
         Integer none = 1 / 0;
       }
     }`,
    `public class Asking implements Queueable {
       Integer asked = 0;
       public void execute(QueueableContext context) {
         asked++;
         HttpRequest request = new HttpRequest();
         request.setEndpoint('https://example.com/' + asked);
         request.setMethod('GET');
         String first = new Http().send(request).getBody();
         String second = new Http().send(request).getBody();
         insert new Account(Name = first + ' ' + second + ' ' + asked);
       }
     }`,
    `public class Nightly implements Schedulable {
       String name = 'by its class';
       public Nightly() {}
       public Nightly(String name) { this.name = name; }
       public void execute(SchedulableContext context) {
         insert new Account(Name = name + ' ' + [SELECT TimesTriggered FROM CronTrigger WHERE Id = :context.getTriggerId()].TimesTriggered);
       }
     }`,
  );
});
afterEach(() => {
  org.close();
});

function newQueue(): JobQueue {
  const compiled = new CompiledOrg(org);
  return new JobQueue({
    org,
    program: () => compiled.program(),
    callouts: { credentialValue: () => undefined, credentialUrl: () => undefined },
    fetch: (url) => {
      requests.push(url instanceof Request ? url.url : url.toString());
      return Promise.resolve(new Response(`answer ${requests.length}`));
    },
    randomBytes: (count) => new Uint8Array(count),
    numbering: { nextDeploymentId: idSequence('0Af') },
    reportDefect: (error) => defects.push(error),
  });
}

/** Runs a block as the administrator, and commits what it does. */
async function enter(queue: JobQueue, text: string): Promise<void> {
  const block = new CompiledOrg(org).program().anonymous(text, 66);
  await queue.enter({
    userId: org.administratorId,
    work: (run) => {
      block.run(run);
    },
  });
}

const names = () => column(org, 'SELECT Name FROM Account ORDER BY CreatedDate, Name');
const jobs = (fields: string) => [
  ...org.asSystem(org.administratorId).query(`SELECT ${fields} FROM AsyncApexJob ORDER BY Id`).rows,
];

describe('A Queueable', () => {
  it('runs after its transaction, with what it held when it was enqueued, and may leave another', async () => {
    const queue = newQueue();
    await enter(
      queue,
      `List<String> names = new List<String>{ 'a', 'b' };
       System.enqueueJob(new Chain(names));
       names.clear();`,
    );
    expect(names()).toEqual([]);
    expect(jobs('Status, JobType, ApexClass.Name')).toEqual([['Queued', 'Queueable', 'Chain']]);
    expect(await queue.runDueJobs()).toBe(2);
    expect(names()).toEqual(['a true', 'b true']);
    expect(jobs('Status')).toEqual([['Completed'], ['Completed']]);
    expect(await queue.runDueJobs()).toBe(0);
  });

  it('that fails is undone and says why, and the next one runs', async () => {
    const queue = newQueue();
    await enter(
      queue,
      `System.enqueueJob(new Breaking()); System.enqueueJob(new Chain(new List<String>{ 'next' }));`,
    );
    expect(await queue.runDueJobs()).toBe(2);
    expect(names()).toEqual(['next true']);
    expect(jobs('Status, ExtendedStatus, NumberOfErrors')).toEqual([
      ['Failed', 'System.MathException: Divide by 0', 1],
      ['Completed', null, 0],
    ]);
    expect(defects).toEqual([]);
  });

  it('does not run where the transaction that enqueued it was undone', async () => {
    const queue = newQueue();
    const text = `System.enqueueJob(new Chain(new List<String>{ 'a' })); Integer none = 1 / 0;`;
    await expect(enter(queue, text)).rejects.toThrow('Divide by 0');
    expect(await queue.runDueJobs()).toBe(0);
    expect(jobs('Id')).toEqual([]);
  });

  it('makes each callout once, and begins each attempt with what was enqueued', async () => {
    deployed(
      org,
      packageOf(
        { RemoteSiteSetting: ['Example'] },
        {
          'remoteSiteSettings/Example.remoteSite': file(
            'RemoteSiteSetting',
            '<isActive>true</isActive><url>https://example.com</url>',
          ),
        },
      ),
    );
    const queue = newQueue();
    await enter(queue, 'System.enqueueJob(new Asking());');
    await queue.runDueJobs();
    expect(requests).toEqual(['https://example.com/1', 'https://example.com/1']);
    expect(names()).toEqual(['answer 1 answer 2 1']);
  });
});

describe('A scheduled job', () => {
  // The administrator's time zone is UTC.
  const schedule = `System.schedule('Nightly', '0 30 10 * * ?', new Nightly('held'));`;
  const trigger = (fields: string) => column(org, `SELECT ${fields} FROM CronTrigger`);

  it('runs when the clock has come to it, each time anew', async () => {
    const queue = newQueue();
    await enter(queue, schedule);
    expect(await queue.runDueJobs()).toBe(0);
    time = morning + 30 * 60_000;
    expect(await queue.runDueJobs()).toBe(1);
    expect(await queue.runDueJobs()).toBe(0);
    expect(trigger('NextFireTime')).toEqual(['2026-11-25T10:30:00.000+0000']);
    // Two nights without the org: the job that was missed runs once.
    time += 49 * 3_600_000;
    expect(await queue.runDueJobs()).toBe(1);
    expect(names()).toEqual(['held 1', 'held 2']);
    expect(trigger('TimesTriggered')).toEqual([2]);
  });

  it('is made from its class where the org was opened anew', async () => {
    await enter(newQueue(), schedule);
    time += 86_400_000;
    expect(await newQueue().runDueJobs()).toBe(1);
    expect(names()).toEqual(['by its class 1']);
  });

  it('does not run once it is aborted', async () => {
    const queue = newQueue();
    await enter(queue, schedule);
    await enter(queue, 'System.abortJob([SELECT Id FROM CronTrigger].Id);');
    time += 86_400_000;
    expect(await queue.runDueJobs()).toBe(0);
    expect(jobs('Status')).toEqual([['Aborted']]);
  });

  it('can be scheduled under its name only once', async () => {
    const queue = newQueue();
    await enter(queue, schedule);
    await expect(enter(queue, schedule)).rejects.toThrow(
      'System.AsyncException: The Apex job named "Nightly" is already scheduled for execution.',
    );
  });
});

describe('A deployment of Custom Metadata', () => {
  const rule = packageOf(
    { CustomObject: ['Rule__mdt'] },
    {
      'objects/Rule__mdt.object': file(
        'CustomObject',
        '<label>Rule</label><pluralLabel>Rules</pluralLabel>',
      ),
    },
  );
  const deploy = `Metadata.CustomMetadata record = new Metadata.CustomMetadata();
    record.fullName = 'Rule__mdt.Third'; record.label = 'Third';
    Metadata.DeployContainer container = new Metadata.DeployContainer();
    container.addMetadata(record);
    Metadata.Operations.enqueueDeployment(container, new Back());`;
  const callback = (body: string) =>
    `public class Back implements Metadata.DeployCallback {
       public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) { ${body} }
     }`;

  beforeEach(() => {
    deployed(org, rule);
  });

  it('is done before its callback, which knows its id', async () => {
    addClasses(
      org,
      callback(
        `insert new Account(Name = result.status.name() + ' ' + Rule__mdt.getAll().size() + ' ' + (context.getCallbackJobId() == result.id));`,
      ),
    );
    const queue = newQueue();
    await enter(queue, deploy);
    expect(await queue.runDueJobs()).toBe(1);
    expect(names()).toEqual(['Succeeded 1 true']);
  });

  it('tells its callback what was refused', async () => {
    addClasses(
      org,
      callback(
        `insert new Account(Name = result.status.name() + ' ' + result.details.componentFailures[0].fullName);`,
      ),
    );
    const queue = newQueue();
    await enter(queue, deploy.replace('Rule__mdt.Third', 'Absent.Third'));
    await queue.runDueJobs();
    expect(names()).toEqual(['Failed Absent.Third']);
  });

  it('reports a callback that fails, which no record tells of', async () => {
    addClasses(org, callback('Integer none = 1 / 0;'));
    const queue = newQueue();
    await enter(queue, deploy);
    expect(await queue.runDueJobs()).toBe(1);
    expect(defects.map(String)).toEqual(['ApexThrow: System.MathException: Divide by 0']);
    expect(column(org, 'SELECT DeveloperName FROM Rule__mdt')).toEqual(['Third']);
  });
});
