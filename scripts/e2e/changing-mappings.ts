import { expect } from 'vitest';
import { recordsOf } from './org-records.ts';
import type { World } from './world.ts';

/**
 * A mapping is paused, resumed, removed and restored by the menu of its row. It is the last row above another table, so
 * the open menu lies over that one.
 */
export async function changeByMenu(world: World): Promise<void> {
  const { main } = world.lightning;
  await world.lightning.visit('Salesforce Sync');
  const row = main.getByRole('row', { name: /Segment/ });
  await choose(world, 'Pause');
  await row.getByText('Paused', { exact: true }).waitFor();
  await keepsFocus(world);
  expect(await isActive(world)).toBe(false);
  await choose(world, 'Resume');
  await row.getByText('Active', { exact: true }).waitFor();
  await keepsFocus(world);
  await choose(world, 'Remove');
  const dialog = world.lightning.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  expect(await isActive(world)).toBe(false);
  await main.getByText('Show removed').click();
  await choose(world, 'Restore');
  await row.getByText('Active', { exact: true }).waitFor();
  expect(await isActive(world)).toBe(true);
  await choose(world, 'History');
  for (const action of ['Added', 'Paused', 'Resumed', 'Removed', 'Restored'])
    await dialog.getByText(action).first().waitFor();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
}

async function choose({ lightning }: World, action: string): Promise<void> {
  await lightning.main.getByRole('button', { name: /^Actions for Segment/ }).click();
  await lightning.page.getByRole('menuitem', { name: action }).click();
}

/** Whoever works by keyboard goes on at the menu that was used. */
async function keepsFocus({ lightning }: World): Promise<void> {
  const menu = lightning.main.getByRole('button', { name: /^Actions for Segment/ });
  await menu.and(lightning.page.locator(':focus')).waitFor();
}

async function isActive(world: World): Promise<unknown> {
  const found = await recordsOf(
    world,
    "SELECT IsActive__c FROM FieldMapping__mdt WHERE AccountField__r.QualifiedApiName = 'Segment__c'",
  );
  return found[0]?.IsActive__c;
}
