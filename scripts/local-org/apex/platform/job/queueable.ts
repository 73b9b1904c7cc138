import { staticMethod, type NativeMember } from '../../library/native-type.ts';
import { ApexId } from '../../values/apex-id.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { insertJob } from './async-apex-job.ts';
import { jobInterface } from './job-interface.ts';
import { keptValue } from './kept-value.ts';

const queueable = jobInterface('Queueable', 'getJobId');

/** `System.enqueueJob`: the instance as it is now runs once the transaction is committed, or at Test.stopTest. */
function enqueueJob(run: OrgTransaction, instance: ApexObject): ApexValue {
  run.charge('queueableJobs', 1);
  const { org, userId, entry } = run;
  const id = insertJob(org, { className: instance.typeName, jobType: 'Queueable', userId });
  const kept = keptValue(run, instance);
  entry.jobs.push({
    id,
    kind: 'Queueable',
    userId,
    work: (job) => {
      queueable.execute(job, keptValue(job, kept), id);
    },
  });
  return ApexId.parse(id);
}

/** What class System does with Queueables. Delays and AsyncOptions do not compile here. */
export const queueableMembers: readonly NativeMember[] = [
  staticMethod('Id enqueueJob(Queueable job)', enqueueJob),
];

export const queueableTypes = queueable.types;
