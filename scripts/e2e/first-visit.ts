import { expect } from 'vitest';
import { audit } from './audit.ts';
import { countOf } from './org-records.ts';
import { Wizard } from '../browser/wizard.ts';
import type { World } from './world.ts';

/** Each page says what to do where there is nothing yet. */
export async function emptyPages(world: World): Promise<void> {
  const { lightning } = world;
  await lightning.visit('Salesforce Sync');
  await lightning.main.getByText('Nothing is synced yet').waitFor();
  await audit(world);
  await lightning.openTab('Sync Logs');
  await lightning.main.getByText('No run yet').waitFor();
  await audit(world);
  await lightning.openTab('Accounts');
  await lightning.main.getByText('Add display fields in Salesforce Sync').waitFor();
  await audit(world);
}

/** What the connector counts is published when the organization is connected: the wizard offers it before the first run. */
export async function metricsBeforeFirstRun(world: World): Promise<void> {
  const { lightning } = world;
  expect(await countOf(world, 'SyncRun__c')).toBe(0);
  await lightning.openTab('Salesforce Sync');
  const wizard = new Wizard(lightning);
  await wizard.open();
  await wizard.choose('Metric');
  await wizard.next('What');
  await wizard.choice('Records of Player (Acme Tournaments)').waitFor();
  await wizard.press('Next');
  expect(await wizard.dialog.getByRole('alert').innerText()).not.toBe('');
  await wizard.press('Cancel');
  await wizard.dialog.waitFor({ state: 'detached' });
}
