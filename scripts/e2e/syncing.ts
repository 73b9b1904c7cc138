import { expect } from 'vitest';
import { audit } from './audit.ts';
import {
  expectAllThree,
  metricFields,
  numbersExpected,
  numbersInOrg,
  type AccountNumbers,
} from './org-data.ts';
import { expectCounted, newestRun, runNow, untilEnded } from './runs.ts';
import type { World } from './world.ts';

/**
 * A dry run says what a sync would do, value by value, and changes no Account. An import has left numbers in fields of
 * Accounts that aren't licensed, so it says as well that the brake would hold the sync.
 */
export async function dryRun(world: World): Promise<AccountNumbers> {
  const before = await numbersInOrg(world);
  const run = await runNow(world, 'Dry run');
  expectCounted(run);
  expect(run).toMatchObject({ DryRun__c: true, Status__c: 'Held', ValuesWritten__c: 0 });
  expect(run.Message__c).toMatch(/would become NULL/);
  expect(await numbersInOrg(world)).toEqual(before);
  await openNewest(world);
  const changes = world.lightning.main.locator('c-planned-changes').getByRole('row');
  await changes
    .filter({ hasText: /MAU Tournaments.*not licensed for/is })
    .first()
    .waitFor();
  await audit(world);
  return before;
}

/** The brake holds the first sync: the administrator looks at it and approves it. */
export async function syncWithApproval(world: World, before: AccountNumbers): Promise<void> {
  expect(await runNow(world, 'Sync now')).toMatchObject({ Status__c: 'Held' });
  expect(await numbersInOrg(world)).toEqual(before);
  const held = await openNewest(world);
  await audit(world);
  await world.lightning.main.getByRole('button', { name: 'Approve and run' }).click();
  await untilEnded(world);
  const run = await newestRun(world);
  expect(run.Name).not.toBe(held.Name);
  expect(run).toMatchObject({ ValuesFailed__c: 0, ValuesDeferred__c: 0 });
  expectCounted(run);
  const expected = await numbersExpected(world, before);
  for (const field of metricFields.slice(1)) expectAllThree(expected, field);
  expect(await numbersInOrg(world)).toEqual(expected);
}

/** Opens the newest run from the notice that says that it has ended. */
export async function openNewest(world: World): ReturnType<typeof newestRun> {
  const { main } = world.lightning;
  const run = await newestRun(world);
  const name = String(run.Name);
  await main.getByRole('button', { name: `Open ${name}` }).click();
  await main.getByRole('heading', { level: 2, name }).waitFor();
  await world.lightning.settled();
  return run;
}
