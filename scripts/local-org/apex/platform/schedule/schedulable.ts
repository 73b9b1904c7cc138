import type { DataRun } from '../../data/data-run.ts';
import { ApexObject } from '../../values/apex-object.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';

/** Runs what `System.schedule` was given. The state of its context is the id of the CronTrigger. */
export function runSchedulable(run: DataRun, instance: ApexValue, cronTriggerId: string): void {
  const execute =
    instance instanceof ApexObject ? run.declaredMethod(instance, 'execute', 1) : undefined;
  if (!execute) throw new Error('A scheduled instance has no execute(SchedulableContext)');
  execute(new NativeObject('System.SchedulableContext', cronTriggerId));
}
