import {
  method,
  nativeType,
  staticMethod,
  type NativeMember,
  type NativeType,
} from '../../library/native-type.ts';
import type { Run } from '../../run/run.ts';
import { ApexId } from '../../values/apex-id.ts';
import type { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';
import { callImplemented } from '../implemented.ts';
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

function execute(run: Run, instance: ApexValue, id: string): void {
  const context = new NativeObject('System.QueueableContext', id);
  callImplemented(run, instance, 'execute', [['QueueableContext', context]]);
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
        (run: Run, self: ApexObject, context: ApexValue) => {
          callImplemented(run, self, 'execute', [['QueueableContext', context]]);
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
