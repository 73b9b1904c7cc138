import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../../schema/unsupported-error.ts';
import { deployed, file, packageOf } from '../../../test/acme-org.ts';
import type { JobQueue } from '../../platform/job/job-queue.ts';
import { addClasses } from '../apex-org.ts';
import { JobOrg } from './job-org.ts';

let jobs: JobOrg;
let queue: JobQueue;
beforeEach(() => {
  jobs = new JobOrg(
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
       public class Broken extends Exception {}
       String message;
       public Breaking(String message) { this.message = message; }
       public void execute(QueueableContext context) {
         insert new Account(Name = 'undone');
         throw new Broken(message);
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
    `public class Holding implements Queueable {
       Holding itself; Account record; Set<String> words; Map<String, List<String>> lists; Integer count;
       public Holding(Account record, Set<String> words, Map<String, List<String>> lists) {
         this.itself = this; this.record = record; this.words = words; this.lists = lists; this.count = 1;
       }
       public void execute(QueueableContext context) {
         itself.count++;
         insert new Account(Name = record.Name + words + lists + count);
       }
     }`,
    `public class Greedy implements Queueable {
       public void execute(QueueableContext context) {
         for (Integer i = 0; i < 150; i++) { Integer none = [SELECT COUNT() FROM Account]; }
         insert new Account(Name = 'asked 150 times');
         System.enqueueJob(new Greedy());
         System.enqueueJob(new Greedy());
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
  queue = jobs.newQueue();
});
afterEach(() => {
  jobs.org.close();
});

const enter = (text: string) => jobs.enter(queue, text);

describe('A Queueable', () => {
  it('runs after its transaction, and may leave another', async () => {
    await enter(`System.enqueueJob(new Chain(new List<String>{ 'a', 'b' }));`);
    expect(jobs.names()).toEqual([]);
    expect(jobs.rows('AsyncApexJob', 'Status, JobType, ApexClass.Name')).toEqual([
      ['Queued', 'Queueable', 'Chain'],
    ]);
    expect(await queue.runDueJobs()).toBe(2);
    expect(jobs.names()).toEqual(['a true', 'b true']);
    expect(jobs.rows('AsyncApexJob', 'Status')).toEqual([['Completed'], ['Completed']]);
    expect(await queue.runDueJobs()).toBe(0);
  });

  it('works with what it held when it was enqueued', async () => {
    await enter(
      `Account record = new Account(Name = 'a'); Set<String> words = new Set<String>{ 'b' };
       Map<String, List<String>> lists = new Map<String, List<String>>{ 'c' => new List<String>{ 'd' } };
       System.enqueueJob(new Holding(record, words, lists));
       record.Name = 'x'; words.clear(); lists.get('c').add('x');`,
    );
    await queue.runDueJobs();
    expect(jobs.names()).toEqual(['a{b}{c=(d)}2']);
  });

  it('that fails is undone and says why in as many characters as fit, and the next one runs', async () => {
    await enter(
      `System.enqueueJob(new Breaking('x'.repeat(300))); System.enqueueJob(new Chain(new List<String>{ 'next' }));`,
    );
    expect(await queue.runDueJobs()).toBe(2);
    expect(jobs.names()).toEqual(['next true']);
    expect(jobs.rows('AsyncApexJob', 'Status, ExtendedStatus, NumberOfErrors')).toEqual([
      ['Failed', 'Breaking.Broken: '.padEnd(255, 'x'), 1],
      ['Completed', null, 0],
    ]);
    expect(jobs.defects).toEqual([]);
  });

  it('that the interpreter cannot run is reported, and fails like any other', async () => {
    addClasses(
      jobs.org,
      `public class Unknown implements Queueable {
         public void execute(QueueableContext context) { new List<Account>{ new Account(), new Account() }.sort(); }
       }`,
    );
    await enter('System.enqueueJob(new Unknown());');
    expect(await queue.runDueJobs()).toBe(1);
    expect(jobs.defects).toEqual([expect.any(UnsupportedError)]);
    expect(jobs.rows('AsyncApexJob', 'Status, ExtendedStatus')).toEqual([
      ['Failed', expect.stringContaining('sorting a List of records')],
    ]);
  });

  it('does not run where the transaction that enqueued it was undone', async () => {
    const text = `System.enqueueJob(new Chain(new List<String>{ 'a' })); Integer none = 1 / 0;`;
    await expect(enter(text)).rejects.toThrow('Divide by 0');
    expect(await queue.runDueJobs()).toBe(0);
    expect(jobs.rows('AsyncApexJob', 'Id')).toEqual([]);
  });

  it('asks more than synchronous code may, and leaves one job at most', async () => {
    await enter('System.enqueueJob(new Greedy());');
    expect(await queue.runDueJobs()).toBe(1);
    expect(jobs.rows('AsyncApexJob', 'ExtendedStatus')).toEqual([
      ['System.LimitException: Too many queueable jobs added to the queue: 2'],
    ]);
    const many = `for (Integer i = 0; i < 51; i++) { System.enqueueJob(new Greedy()); }`;
    await expect(enter(many)).rejects.toThrow('Too many queueable jobs added to the queue: 51');
  });

  it('makes each callout once, and begins each attempt with what was enqueued', async () => {
    const site = '<isActive>true</isActive><url>https://example.com</url>';
    deployed(
      jobs.org,
      packageOf(
        { RemoteSiteSetting: ['Example'] },
        { 'remoteSiteSettings/Example.remoteSite': file('RemoteSiteSetting', site) },
      ),
    );
    await enter('System.enqueueJob(new Asking());');
    await queue.runDueJobs();
    expect(jobs.requests.map(({ url }) => url)).toEqual([
      'https://example.com/1',
      'https://example.com/1',
    ]);
    expect(jobs.names()).toEqual(['answer 1 answer 2 1']);
  });
});

describe('A scheduled job', () => {
  // The administrator's time zone is UTC.
  const schedule = `System.schedule('Nightly', '0 30 10 * * ?', new Nightly('held'));`;
  const trigger = (fields: string) => jobs.rows('CronTrigger', fields).flat();
  const pass = (hours: number) => {
    jobs.timeMs += hours * 3_600_000;
  };

  it('runs when the clock has come to it, each time anew', async () => {
    await enter(schedule);
    expect(await queue.runDueJobs()).toBe(0);
    pass(0.5);
    expect(await queue.runDueJobs()).toBe(1);
    expect(await queue.runDueJobs()).toBe(0);
    expect(trigger('NextFireTime')).toEqual(['2026-11-25T10:30:00.000+0000']);
    // Two nights without the org: the job that was missed runs once.
    pass(49);
    expect(await queue.runDueJobs()).toBe(1);
    expect(jobs.names()).toEqual(['held 1', 'held 2']);
    expect(trigger('TimesTriggered, State')).toEqual([2, 'WAITING']);
  });

  it('is over where its expression has no further moment', async () => {
    await enter(schedule.replace('* * ?', '24 11 ? 2026'));
    pass(1);
    expect(await queue.runDueJobs()).toBe(1);
    expect(trigger('State, NextFireTime')).toEqual(['COMPLETE', null]);
    pass(24);
    expect(await queue.runDueJobs()).toBe(0);
  });

  it('is made from its class where the org was opened anew', async () => {
    await enter(schedule);
    pass(24);
    expect(await jobs.newQueue().runDueJobs()).toBe(1);
    expect(jobs.names()).toEqual(['by its class 1']);
  });

  it('does not run once it is aborted', async () => {
    await enter(schedule);
    await enter('System.abortJob([SELECT Id FROM CronTrigger].Id);');
    pass(24);
    expect(await queue.runDueJobs()).toBe(0);
    expect(jobs.rows('AsyncApexJob', 'Status')).toEqual([['Aborted']]);
  });

  it('can be scheduled under its name only once, and not for the past', async () => {
    await enter(schedule);
    await expect(enter(schedule)).rejects.toThrow(
      'System.AsyncException: The Apex job named "Nightly" is already scheduled for execution.',
    );
    const past = schedule.replace('* * ?', '24 11 ? 2025').replace("'Nightly'", "'Past'");
    await expect(enter(past)).rejects.toThrow('the given trigger will never fire');
    const nonsense = schedule.replace('0 30 10', '0 61 10').replace("'Nightly'", "'Nonsense'");
    await expect(enter(nonsense)).rejects.toThrow('System.StringException: Minutes');
  });
});
