import type { ApexValue } from '../values/apex-value.ts';
import type { CalloutRequest, CalloutAnswer } from './callout/callout.ts';
import type { DataRun } from '../data/data-run.ts';
import type { Run } from '../run/run.ts';

/** The transaction a job runs in. */
export interface JobRun extends Run, DataRun {}

/** Work an entry leaves for a transaction of its own, done when the entry's own is committed. */
export interface Job {
  /** `707…`, or `0Af…` for a metadata deploy. */
  readonly id: string;
  readonly kind: 'Queueable' | 'Deployment';
  readonly userId: string;
  /** Done once before the transaction, outside of it: the deploy a callback waits for. */
  readonly prepare?: () => void;
  readonly work: (run: JobRun) => void;
}

/** A `Schedulable` a program handed to System.schedule, by its CronTrigger. */
export interface ScheduledInstance {
  readonly cronTriggerId: string;
  readonly userId: string;
  readonly instance: ApexValue;
}

/** A custom notification as it was sent. */
export interface SentNotification {
  readonly typeId: string;
  readonly title: string;
  readonly body: string;
  readonly targetId: string | null;
  readonly targetPageRef: string | null;
  readonly recipients: readonly string[];
}

/** Ids of things that live outside the org's tables, counted over the life of a runtime. */
export interface Numbering {
  nextDeploymentId(): string;
}

/** How callouts of an entry leave the org. */
export interface CalloutGate {
  /** The recorded answer of the callout with that number in this entry; undefined: not made yet. */
  answerTo(index: number): CalloutAnswer | undefined;
  /** What is to be sent for a program's request. Throws CredentialError. */
  resolved(request: CalloutRequest, userId: string): CalloutRequest;
}

/** What one entry into Apex is, and what it leaves behind. A replay starts with a new one. */
export interface Entry {
  readonly isTest: boolean;
  readonly callouts: CalloutGate;
  readonly numbering: Numbering;
  readonly jobs: Job[];
  readonly scheduled: ScheduledInstance[];
  readonly notifications: SentNotification[];
  /** Set by Test.setMock, by lower-case name of the interface. */
  readonly mocks: Map<string, ApexValue>;
}

/** An entry that has left nothing behind yet. */
export function newEntry(options: Pick<Entry, 'isTest' | 'callouts' | 'numbering'>): Entry {
  return { ...options, jobs: [], scheduled: [], notifications: [], mocks: new Map() };
}
