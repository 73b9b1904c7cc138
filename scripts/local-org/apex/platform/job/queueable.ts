import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from '../../library/native-type.ts';
import { ApexId } from '../../values/apex-id.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';
import type { JobRun } from '../entry.ts';
import type { OrgTransaction } from '../org-transaction.ts';
import { insertJob } from './async-apex-job.ts';
import { keptValue } from './kept-value.ts';

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
      execute(job, keptValue(job, kept), id);
    },
  });
  return ApexId.parse(id);
}

function execute(run: JobRun, instance: ApexValue, id: string): void {
  const method = instance instanceof ApexObject && run.declaredMethod(instance, 'execute', 1);
  if (!method) throw new Error('A queued instance has no execute(QueueableContext)');
  method(new NativeObject('System.QueueableContext', id));
}

/** What class System does with Queueables. Delays and AsyncOptions do not compile here. */
export const queueableMembers: readonly NativeMember[] = [
  staticMethod('Id enqueueJob(Queueable job)', enqueueJob),
];

export const queueableTypes: readonly NativeType[] = [
  nativeType(
    'System.Queueable',
    [
      method(
        'void execute(QueueableContext context)',
        (run, self: ApexObject, context: ApexValue) => {
          run.declaredMethod(self, 'execute', 1)?.(context);
        },
      ),
    ],
    { kind: 'interface' },
  ),
  nativeType(
    'System.QueueableContext',
    [method('Id getJobId()', (_run, { state }: NativeObject<string>) => ApexId.parse(state))],
    { kind: 'interface' },
  ),
];
