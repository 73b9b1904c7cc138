import type { Run } from '../../run/run.ts';
import type { ApexValue } from '../../values/apex-value.ts';
import { NativeObject } from '../../values/native-object.ts';
import { callImplemented } from '../implemented.ts';

/** Runs what `System.schedule` was given. The state of its context is the id of the CronTrigger. */
export function runSchedulable(run: Run, instance: ApexValue, cronTriggerId: string): void {
  const context = new NativeObject('System.SchedulableContext', cronTriggerId);
  callImplemented(run, instance, 'execute', [['SchedulableContext', context]]);
}
