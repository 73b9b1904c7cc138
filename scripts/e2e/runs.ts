import { expect } from 'vitest';
import { recordsOf, type OrgRecord } from './org-records.ts';
import type { World } from './world.ts';

/** Has the connector carry out a run, watching its progress; resolves to the run's record once it has ended. */
export async function runNow(world: World, button: 'Sync now' | 'Dry run'): Promise<OrgRecord> {
  const { main } = world.lightning;
  await world.lightning.openTab('Sync Logs');
  await main.getByRole('button', { name: button }).click();
  await untilEnded(world);
  return newestRun(world);
}

/** Watches the progress of the run that was asked for until the page says that it has ended. */
export async function untilEnded({ lightning }: World): Promise<void> {
  const { main } = lightning;
  const bar = main.getByRole('progressbar', { name: /^RUN-\d+ is (requested|running)/ });
  await bar.waitFor();
  await bar.waitFor({ state: 'detached', timeout: 120_000 });
  await lightning.notice(/RUN-\d+ has ended/).waitFor();
}

export async function newestRun(world: World): Promise<OrgRecord> {
  const [newest] = await recordsOf(
    world,
    'SELECT Id, Name, Status__c, DryRun__c, RunKey__c, Message__c, ValuesRead__c, ValuesUnchanged__c, ValuesWritten__c, ValuesCleared__c, ValuesFailed__c, ValuesDeferred__c FROM SyncRun__c ORDER BY Name DESC LIMIT 1',
  );
  if (!newest) throw new Error('There is no run.');
  return newest;
}

/** Values read are always those unchanged, written, failed and deferred together. */
export function expectCounted(run: OrgRecord): void {
  const count = (field: string): number => Number(run[field]);
  expect(count('ValuesRead__c')).toBe(
    count('ValuesUnchanged__c') +
      count('ValuesWritten__c') +
      count('ValuesFailed__c') +
      count('ValuesDeferred__c'),
  );
}
