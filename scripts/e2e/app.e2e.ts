import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { add, addByKeyboard, addSlowly } from './adding-mappings.ts';
import { numbersOnAccountPages } from './account-page.ts';
import { breakAndSee, repairAndRetry } from './breaking.ts';
import { emptyPages, metricsBeforeFirstRun } from './first-visit.ts';
import { changeByMenu } from './changing-mappings.ts';
import { displayField, furtherMappings, internalSeats } from './mappings.ts';
import { packageNamed, type AccountNumbers } from './org-data.ts';
import { filledPages } from './filled-pages.ts';
import { notConnected, refused, slow, wrongKey } from './connector-faults.ts';
import { stranger, viewer } from './permissions.ts';
import { seededFaultsAreFound } from './seeded-faults.ts';
import { dryRun, syncWithApproval } from './syncing.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let before: AccountNumbers;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(world, task.name);
  expect(world.complaints.taken()).toEqual([]);
});
afterAll(() => world.close());

describe('an administrator sets up the sync', () => {
  it('is told what to do where nothing is set up yet', () => emptyPages(world));
  it('is offered metrics before the first run', () => metricsBeforeFirstRun(world));
  it('goes through the wizard and back, and nothing is saved before its end', () =>
    addSlowly(world, displayField));
  it('adds a display field', () => add(world, displayField));
  it('adds an override without a mouse', () => addByKeyboard(world, internalSeats));
  it('adds the other overrides and the metrics', async () => {
    for (const wanted of furtherMappings(packageNamed(world.isv, 'Acme Tournaments').id15)) {
      await add(world, wanted);
    }
  });
  it('sees in a dry run what a sync would do', async () => {
    before = await dryRun(world);
  });
  it('approves the first sync, which leaves in the org what a recount says', () =>
    syncWithApproval(world, before));
  it('reads the numbers on the pages of Accounts', () => numbersOnAccountPages(world));
  it('sees what broke, and what to do', () => breakAndSee(world));
  it('repairs it and sends again what failed, until all is well', () =>
    repairAndRetry(world, before));
  it('pauses, resumes, removes and restores a mapping', () => changeByMenu(world));
  it('finds every page accessible in both looks of Lightning', () => filledPages(world));
});

describe('an administrator whose connector does not answer reads what to do', () => {
  it('where nobody listens, and all else works', () => notConnected(world));
  it('where the key is wrong', () => wrongKey(world));
  it('where the request is refused', () => refused(world));
  it('where it takes too long', () => slow(world));
});

describe('a user', () => {
  it('who may look sees all and is offered no change', () => viewer(world));
  it('without a permission set reads which one to ask for', () => stranger(world));
});

describe('the check of accessibility', () => {
  it('finds faults that are there', () => seededFaultsAreFound(world));
});

/** What the page looked like when it failed, and the last that the connector said. */
async function picture({ lightning, connectorLog }: World, name: string): Promise<void> {
  const path = `node_modules/.cache/e2e/${name.replaceAll(/\W+/g, '-')}.png`;
  await lightning.page.screenshot({ path, fullPage: true });
  console.log(`The page when it failed: ${path}\n${connectorLog.slice(-10).join('\n')}`);
}
