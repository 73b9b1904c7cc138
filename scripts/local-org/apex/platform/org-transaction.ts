import type { LocalOrg } from '../../org.ts';
import type { AccessMode, DataRun } from '../data/data-run.ts';
import { recordIdOf } from '../data/field-access.ts';
import { Limits } from '../run/limits.ts';
import { Transaction, type TransactionOptions } from '../run/transaction.ts';
import { userTimeZone } from '../user-time-zone.ts';
import type { ApexId } from '../values/apex-id.ts';
import type { ApexValue } from '../values/apex-value.ts';
import type { Entry, Job } from './entry.ts';
import { noteJobEnd } from './job/async-apex-job.ts';
import { asynchronousLimits } from './job/asynchronous-limits.ts';
import { schedulable } from './schedule/schedulable.ts';

export interface OrgTransactionOptions extends TransactionOptions {
  readonly org: LocalOrg;
  readonly userId: string;
  readonly entry: Entry;
}

/** The API version whose classes read and write in user mode unless they say otherwise. */
const userModeVersion = 67;

/** A transaction of Apex that works on an org. */
export class OrgTransaction extends Transaction implements DataRun {
  readonly org: LocalOrg;
  readonly entry: Entry;
  /** Records were written since the transaction began, or since Test.startTest: callouts are refused. */
  hasUncommittedWork = false;
  /** How many callouts this entry has made; they are recorded and replayed by number. */
  callouts = 0;
  #userId: string;
  #timeZone: string;
  #test: 'before' | 'between' | 'after' = 'before';
  #outerLimits: Limits | undefined;

  constructor(options: OrgTransactionOptions) {
    super(options);
    this.org = options.org;
    this.entry = options.entry;
    this.#userId = options.userId;
    this.#timeZone = options.timeZone;
  }

  get userId(): string {
    return this.#userId;
  }

  override get timeZone(): string {
    return this.#timeZone;
  }

  get accessMode(): AccessMode {
    return (this.apiVersion ?? userModeVersion) >= userModeVersion ? 'user' : 'system';
  }

  recordId(record: ApexValue): ApexId | null {
    return recordIdOf(this, record);
  }

  noteUncommittedWork(): void {
    this.hasUncommittedWork = true;
  }

  /** `System.runAs`: the body runs as somebody else, in that user's time zone; afterwards the user is the one before. */
  runAs(userId: string, body: () => void): void {
    const before = { userId: this.#userId, timeZone: this.#timeZone };
    this.#timeZone = userTimeZone(this.org, userId);
    this.#userId = userId;
    try {
      body();
    } finally {
      this.#userId = before.userId;
      this.#timeZone = before.timeZone;
    }
  }

  /** `Test.startTest`: a fresh set of limits, and callouts are allowed again. Once per test method. */
  startTest(): void {
    if (this.#test !== 'before') {
      throw this.exception('FinalException', 'Testing already started');
    }
    this.#test = 'between';
    this.#outerLimits = this.limits;
    this.limits = new Limits();
    this.hasUncommittedWork = false;
  }

  /** `Test.stopTest`: what was enqueued or scheduled in between runs now, each job with limits of its own; then the old limits go on. */
  stopTest(): void {
    if (this.#test !== 'between') {
      throw this.exception('FinalException', 'Testing has not been started');
    }
    this.#test = 'after';
    for (const { cronTriggerId, userId, instance } of this.entry.scheduled.splice(0)) {
      this.#asOwnTransaction(userId, () => {
        schedulable.execute(this, instance, cronTriggerId);
      });
    }
    for (let job = this.entry.jobs.shift(); job; job = this.entry.jobs.shift()) this.#runJob(job);
    this.limits = this.#outerLimits ?? new Limits();
  }

  #runJob(job: Job): void {
    this.#asOwnTransaction(job.userId, () => {
      job.work(this);
    });
    if (job.kind === 'Queueable') noteJobEnd(this.org, job.id, null);
  }

  #asOwnTransaction(userId: string, work: () => void): void {
    this.limits = asynchronousLimits();
    this.hasUncommittedWork = false;
    this.runAs(userId, work);
  }
}
