import { accountFieldFiles } from '../local-org/seed/account-fields.ts';
import { zipped } from '../demo/metadata-package.ts';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { searchInLog } from './account-log.ts';
import { audit } from './audit.ts';
import { numbersExpected, numbersInOrg, type AccountNumbers } from './org-data.ts';
import { onlyId, recordsOf } from './org-records.ts';
import { expectCounted, newestRun, runNow } from './runs.ts';
import { openNewest } from './syncing.ts';
import type { World } from './world.ts';

const rule = 'MauWithinReason';
const ruleMessage = 'MAU must be over a million.';

/**
 * Two things break at once: the integration user loses a field, and a validation rule refuses a value that the sync
 * would correct. The first pauses its mapping alone, the second fails on its Accounts alone; both say what to do.
 */
export async function breakAndSee(world: World): Promise<void> {
  await world.org.administrator.deploy(zipped(filesWithAccess(false)));
  await spoil(world);
  await deployRule(world, true);
  const run = await runNow(world, 'Sync now');
  expectCounted(run);
  expect(run.ValuesFailed__c).toBeGreaterThan(0);
  await openNewest(world);
  const { lightning } = world;
  const cards = lightning.main.locator('c-error-cards');
  await cards.getByText(ruleMessage).waitFor();
  await cards
    .getByText(/PlayersCount__c/)
    .first()
    .waitFor();
  await cards.getByRole('button', { name: 'Retry these' }).waitFor();
  await audit(world);
  const card = cards.getByRole('listitem').filter({ hasText: ruleMessage });
  await isLinked(card, /Validation Rules of Account/, /\/Account\/ValidationRules\/view$/);
  const lost = cards.getByRole('listitem').filter({ hasText: /PlayersCount__c/ });
  // Setup knows a custom field by its id, which only the org can tell.
  const ofField = /\/Account\/FieldsAndRelationships\/00N[0-9A-Za-z]{12}\/view$/;
  await isLinked(lost.first(), /Field PlayersCount__c/, ofField);
  const name = await card.getByRole('link').first().innerText();
  await searchInLog(world, name, ruleMessage);
  await audit(world);
  await lightning.openTab('Salesforce Sync');
  const row = lightning.main.getByRole('row', { name: /Players/ });
  await row.getByText(/^Paused/).waitFor();
  await audit(world);
}

/** What was broken is repaired, what failed is sent again, and the run after it has nothing to complain of. */
export async function repairAndRetry(world: World, before: AccountNumbers): Promise<void> {
  await world.org.administrator.deploy(zipped(filesWithAccess(true)));
  await deployRule(world, false);
  await correctSeats(world);
  const { lightning } = world;
  const failed = await newestRun(world);
  await lightning.openTab('Sync Logs');
  await lightning.main
    .getByRole('button', { name: String(failed.Name) })
    .first()
    .click();
  await lightning.main.getByRole('button', { name: 'Retry these' }).click();
  await lightning.notice(/3 Accounts are sent again/).waitFor();
  // The retry is a run of its own, which the connector begins by itself: the page follows it to its end.
  await lightning.notice(/RUN-\d+ has ended: Succeeded/).waitFor({ timeout: 60_000 });
  expect(await newestRun(world)).toMatchObject({ ValuesFailed__c: 0 });
  expect(await runNow(world, 'Sync now')).toMatchObject({
    Status__c: 'Succeeded',
    ValuesFailed__c: 0,
    ValuesDeferred__c: 0,
  });
  await lightning.openTab('Salesforce Sync');
  await lightning.main.getByText('Active').first().waitFor();
  expect(await lightning.main.getByText(/^Paused/).count()).toBe(0);
  expect(await numbersInOrg(world)).toEqual(await numbersExpected(world, before));
}

async function isLinked(card: Locator, name: RegExp, address: RegExp): Promise<void> {
  expect(await card.getByRole('link', { name }).getAttribute('href')).toMatch(address);
}

/** The permission set of the integration user, with or without access to the field of the record counts. */
function filesWithAccess(has: boolean): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>(accountFieldFiles());
  const path = 'permissionsets/IsvIntegration.permissionset';
  const permissions = String(files.get(path));
  const access = (editable: boolean): string =>
    `<editable>${String(editable)}</editable><field>Account.PlayersCount__c</field><readable>${String(editable)}</readable>`;
  if (!permissions.includes(access(true)))
    throw new Error('The field is not in the permission set.');
  return files.set(path, permissions.replace(access(true), access(has)));
}

/** A validation rule on Account, switched on or off. */
async function deployRule({ org }: World, isActive: boolean): Promise<void> {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
  const content = `<validationRules><fullName>${rule}</fullName><active>${String(isActive)}</active><errorConditionFormula>MAU__c &lt; 1000000</errorConditionFormula><errorDisplayField>MAU__c</errorDisplayField><errorMessage>${ruleMessage}</errorMessage></validationRules>`;
  await org.administrator.deploy(
    zipped([
      [
        'package.xml',
        `${head}<Package ${namespace}><types><members>Account.${rule}</members><name>ValidationRule</name></types><version>67.0</version></Package>`,
      ],
      ['objects/Account.object', `${head}<CustomObject ${namespace}>${content}</CustomObject>`],
    ]),
  );
}

/** Somebody's import puts wrong numbers into some Accounts: the sync is going to correct them. */
async function spoil(world: World): Promise<void> {
  const accounts = await recordsOf(world, 'SELECT Id FROM Account WHERE MAU__c > 0 LIMIT 3');
  for (const { Id: id } of accounts) {
    await world.org.administrator.update('Account', String(id), { MAU__c: 5_000_000 });
  }
}

/** The sample has one Account with a negative number of seats, of which every run complains. */
async function correctSeats(world: World): Promise<void> {
  const id = await onlyId(world, 'SELECT Id FROM Account WHERE InternalSeats__c < 0');
  await world.org.administrator.update('Account', id, { InternalSeats__c: 5 });
}
