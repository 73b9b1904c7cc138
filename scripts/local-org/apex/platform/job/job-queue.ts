import { apexFailure, breakdownText, failureText } from '../../apex-failure.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import type { Entry, Job, JobRun, SentNotification } from '../entry.ts';
import { entered, type EntryCall, type OrgEntryOptions } from '../org-entries.ts';
import { dueSchedules, noteFired, type DueSchedule } from '../schedule/due-schedules.ts';
import { schedulable } from '../schedule/schedulable.ts';
import { insertJob, noteJobEnd } from './async-apex-job.ts';
import { asynchronousLimits } from './asynchronous-limits.ts';
import { keptValue } from './kept-value.ts';

export interface JobQueueOptions extends OrgEntryOptions {
  /** Told of what broke a job off and no record of the org says: a callback's exception, and defects of the interpreter. */
  readonly reportDefect: (error: unknown) => void;
}

interface JobProblem {
  readonly text: string;
  /** Apex failed; otherwise the interpreter did. */
  readonly isApex: boolean;
  readonly error: unknown;
}

/** The jobs that entries into an org's Apex leave behind. */
export class JobQueue {
  /** What was sent so far, oldest first. */
  readonly notifications: SentNotification[] = [];
  readonly #options: JobQueueOptions;
  readonly #jobs: Job[] = [];
  /** By id of the CronTrigger. */
  readonly #scheduled = new Map<string, ApexValue>();

  constructor(options: JobQueueOptions) {
    this.#options = options;
  }

  /** Enters Apex as `entered` does, and takes over the jobs that the entry leaves. */
  async enter<T>(call: EntryCall<T>): Promise<T> {
    const { value, entry } = await entered(this.#options, call);
    this.#take(entry);
    return value;
  }

  /**
   * Runs what waits and what is due by the org's clock, and what that leaves behind in turn, each in a transaction of its
   * own. One that fails keeps no other from running. Returns how many ran.
   */
  async runDueJobs(): Promise<number> {
    let count = 0;
    for (const due of dueSchedules(this.#options.org)) {
      await this.#runScheduled(due);
      count++;
    }
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      await this.#runQueued(job);
      count++;
    }
    return count;
  }

  #take({ jobs, scheduled, notifications }: Entry): void {
    this.#jobs.push(...jobs);
    this.notifications.push(...notifications);
    for (const { cronTriggerId, instance } of scheduled) {
      this.#scheduled.set(cronTriggerId, instance);
    }
  }

  async #runQueued(job: Job): Promise<void> {
    const problem = await this.#problemOf(async () => {
      job.prepare?.();
      await this.#enterJob(job);
    });
    const isRecorded = job.kind === 'Queueable';
    if (isRecorded) noteJobEnd(this.#options.org, job.id, problem?.text ?? null);
    this.#report(problem, isRecorded);
  }

  async #runScheduled({ cronTriggerId, userId, className }: DueSchedule): Promise<void> {
    const { org } = this.#options;
    noteFired(org, cronTriggerId);
    const id = insertJob(org, {
      className: className ?? '',
      jobType: 'ScheduledApex',
      userId,
      cronTriggerId,
    });
    const kept = this.#scheduled.get(cronTriggerId);
    const work = (run: JobRun) => {
      const instance =
        kept === undefined ? this.#constructed(run, className) : keptValue(run, kept);
      schedulable.execute(run, instance, cronTriggerId);
    };
    const problem = await this.#problemOf(() => this.#enterJob({ userId, work }));
    noteJobEnd(org, id, problem?.text ?? null);
    this.#report(problem, true);
  }

  /** What Apex did wrong is told once: by the record of its job, where there is one. */
  #report(problem: JobProblem | null, isRecorded: boolean): void {
    if (problem && !(problem.isApex && isRecorded)) this.#options.reportDefect(problem.error);
  }

  /** What was scheduled before the org was opened anew: its class is known, what the instance held is not. */
  #constructed(run: JobRun, className: string | null): ApexValue {
    if (className !== null) return this.#options.program().construct(run, className);
    throw new Error('The class of a scheduled job is not known any more: abort the job');
  }

  #enterJob({ userId, work }: Pick<Job, 'userId' | 'work'>): Promise<void> {
    return this.enter({ userId, limits: asynchronousLimits, work });
  }

  /** Does the work. Answers what it failed of. */
  async #problemOf(work: () => Promise<void>): Promise<JobProblem | null> {
    try {
      await work();
      return null;
    } catch (error) {
      const failure = apexFailure(error);
      return {
        text: failure ? failureText(failure) : breakdownText(error),
        isApex: failure !== undefined,
        error,
      };
    }
  }
}
