import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { runProgress } from '../connector/src/entrypoints/cli/run-progress.ts';
import { runReport } from '../connector/src/entrypoints/cli/run-report.ts';
import { systemClock } from '../connector/src/adapters/system-clock.ts';
import type { RunRequest } from '../connector/src/domain/run.ts';
import type { Connector } from '../connector/src/wire.ts';
import { AccountStories } from './demo/account-stories.ts';
import { openDemoConnector } from './demo/demo-connector.ts';
import { directoryLines } from './demo/directory-lines.ts';
import { demoMappings } from './demo/demo-mappings.ts';
import { leaveOldValues, openDemoOrg, type DemoOrg } from './demo/demo-org.ts';
import { demoFetch, layOutUsage, requestsMade } from './demo/demo-usage.ts';
import { mappingPackage, type MappingRecord } from './demo/metadata-package.ts';
import { sampleIsv, type SampleIsv } from './sample-isv/sample-isv.ts';

/** Two whole months at most lie between the first day and the newest complete one, so last month is always whole. */
const days = 62;
/** Accounts that tell something: both packages in use, one uninstalled, licensed but never used. */
const storyKeys = ['ACC-000021', 'ACC-000028', 'ACC-000056'];

const say = (line = ''): void => {
  console.log(line);
};

/** Shows the whole of it on this machine: an org, an ISV with customers, mappings, a sync, and a second one. */
async function demo(options: { readonly accounts: number; readonly keep?: true }): Promise<void> {
  const now = systemClock.now();
  const today = now.toISOString().slice(0, 10);
  const isv = sampleIsv({ seed: 7, accounts: options.accounts, today, days });
  const folder = await mkdtemp(join(tmpdir(), 'salesforce-sync-demo-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));

  say(`What customers did in ${days} days …`);
  const usage = await layOutUsage(isv, folder, now);
  say(
    `  ${usage.rows} rows in App Analytics, which keeps 45 days of logs; the ${usage.olderDays} before them are files in the connector’s inbox`,
  );
  say('A Salesforce org on this machine, with the package, the ISV’s Accounts and Licenses …');
  const org = await openDemoOrg(isv, systemClock, usage.appAnalytics);
  cleanUp.defer(() => org.close());
  say(
    `  ${org.components} components deployed, ${isv.accounts.length} Accounts, ${isv.licenses.length} Licenses of ${isv.packages.length} packages`,
  );

  const mappings = demoMappings(isv);
  const saved = await org.administrator.deploy(mappingPackage(mappings));
  say(`Mappings as records of Custom Metadata …\n  ${saved} of all seven kinds`);
  const storyIds = storyKeys.flatMap((key) => org.ids.accounts.get(key) ?? []);
  leaveOldValuesOf(org, storyIds, metricFields(mappings));
  say(
    'Numbers that an import left in some of the fields: what is wrong of them, the sync corrects.',
  );

  await syncTwice(org, isv, folder, new AccountStories(storyIds));
  await sayHowToLookFurther(org, isv, folder, options.keep === true);
}

function metricFields(mappings: readonly MappingRecord[]): readonly string[] {
  return mappings.filter(({ kind }) => kind === 'Metric').map(({ field }) => field);
}

/** Old numbers everywhere for the Accounts of the stories; elsewhere only in the combined fields, which never become NULL. */
function leaveOldValuesOf(
  org: DemoOrg,
  storyIds: readonly string[],
  fields: readonly string[],
): void {
  leaveOldValues(org, storyIds, fields);
  const others = [...org.ids.accounts.values()].filter((id) => !storyIds.includes(id)).slice(0, 60);
  leaveOldValues(org, others, ['MAU__c', 'WAU__c', 'DAU__c']);
}

async function syncTwice(
  { running, administrator }: DemoOrg,
  isv: SampleIsv,
  folder: string,
  stories: AccountStories,
): Promise<void> {
  await using connector = await openDemoConnector(running, isv, folder, systemClock, demoFetch);
  const progress = runProgress(say);
  say(
    '\nThe first sync. With its mappings it reads App Analytics: it requests what is missing, and waits for the files.\nIt is approved to clear more values than the mass-change brake lets pass unasked.',
  );
  const first = await connector.run(request(), stories.watching(progress));
  const requests = await requestsMade(administrator);
  say(`\n${requests}\n\n${runReport(first)}`);
  say(
    `\nThree Accounts, before → after\n\n${await toldWith(stories, connector, running.org.organizationId)}`,
  );

  say('\nThe second sync. It has all files, and requests none.');
  const second = await connector.run(request(), progress);
  say(`\n${second.message}`);
  const { written, failed, deferred } = first.values;
  const hasAskedAgain = (await requestsMade(administrator)) !== requests;
  if (written === 0 || failed + deferred > 0 || second.values.written > 0 || hasAskedAgain) {
    throw new Error('The demo did not go as it should: see the counts above.');
  }
}

function request(): RunRequest {
  return {
    runKey: randomUUID(),
    trigger: 'CommandLine',
    dryRun: false,
    massChangeApproved: true,
  };
}

function toldWith(
  stories: AccountStories,
  { directory }: Connector,
  organizationId: string,
): Promise<string> {
  return stories.told(async (accountId) => {
    const entry = await directory.find(organizationId, accountId);
    return entry ? directoryLines(entry) : [];
  });
}

async function sayHowToLookFurther(
  org: DemoOrg,
  isv: SampleIsv,
  folder: string,
  keep: boolean,
): Promise<void> {
  const runs = await org.administrator.query(
    'SELECT Name, Status__c, Message__c FROM SyncRun__c ORDER BY Name',
  );
  say('\nThe runs in the log of the org');
  for (const { Name, Status__c: status, Message__c: message } of runs) {
    say(`  ${String(Name)} ${String(status)}: ${String(message)}`);
  }
  say(
    'Degraded means that something needs a look: one Account of the sample has a negative seat override on purpose.',
  );
  if (!keep) {
    say('\nTo look around in the org and its Lightning pages: npm run demo -- --keep');
    return;
  }
  // Loaded only now: the demo itself needs no web server.
  const { leaveUp } = await import('./demo/leave-up.ts');
  await leaveUp(org, isv, folder, say);
}

/** The Accounts of the stories are among the first hundred. */
function accountCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 100) return count;
  throw new InvalidArgumentError('It takes a whole number of at least 100.');
}

await new Command('demo')
  .description('a sync from end to end on this machine')
  .option('--accounts <n>', 'customers of the sample ISV, at least 100', accountCount, 300)
  .option('--keep', 'leave the org up')
  .action(demo)
  .parseAsync();
