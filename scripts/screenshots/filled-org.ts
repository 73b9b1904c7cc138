import { setTimeout as delay } from 'node:timers/promises';
import { leaveOldValues } from '../demo/demo-org.ts';
import { demoMappings } from '../demo/demo-mappings.ts';
import { mappingPackage, zipped } from '../demo/metadata-package.ts';
import type { PreviewedOrg } from '../preview/previewed-org.ts';

const pollMs = 500;
/** Three minutes: a run takes seconds. */
const mostLooks = 360;

/** How many Accounts have other values than the sync's before each run: what a chart of runs is drawn from. */
const changedBefore = [24, 60, 12, 90, 36];

/** A mapping that is added while a picture of the wizard is taken. */
const leftForTheWizard = 'MAU_Scheduling';

/** Refuses values above a threshold, as the rules of an org sometimes do. */
const validationRule = `<?xml version="1.0" encoding="UTF-8"?>
<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">
  <validationRules>
    <fullName>ReviewLargeUsage</fullName>
    <active>true</active>
    <errorConditionFormula>MAU__c &gt; 25</errorConditionFormula>
    <errorMessage>More than 25 monthly active users: have the contract reviewed first.</errorMessage>
  </validationRules>
</CustomObject>`;

const manifest = `<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
  <types><members>Account.ReviewLargeUsage</members><name>ValidationRule</name></types>
  <version>67.0</version>
</Package>`;

/** Sets up mappings of all kinds and carries out some runs: the last of them meets a rule of the org, and fails in part. */
export async function fillOrg(previewed: PreviewedOrg): Promise<void> {
  const { org, isv } = previewed;
  const accountIds = [...org.ids.accounts.values()];
  await run(previewed, true);
  const mappings = demoMappings(isv).filter(({ name }) => name !== leftForTheWizard);
  await org.administrator.deploy(mappingPackage(mappings));
  await invoke(previewed, 'FieldMappingController', 'pauseMapping', { developerName: 'Renewal' });
  await run(previewed);
  await approveHeld(previewed);
  for (const count of changedBefore) {
    leaveOldValues(org, accountIds.slice(0, count), ['WAU__c', 'DAU__c']);
    await run(previewed);
  }
  leaveOldValues(org, accountIds.slice(0, 40), ['MAU__c']);
  await run(previewed, true);
  await org.administrator.deploy(
    zipped([
      ['package.xml', manifest],
      ['objects/Account.object', validationRule],
    ]),
  );
  await run(previewed);
}

/** Numbers that an import left are emptied by the first run: more of them than the mass-change brake lets pass. */
async function approveHeld(previewed: PreviewedOrg): Promise<void> {
  const filter = { statuses: ['Held'] };
  const { runs } = (await invoke(previewed, 'SyncRunController', 'getRuns', { filter })) as {
    readonly runs: readonly { readonly runId: string }[];
  };
  for (const { runId } of runs) {
    await invoke(previewed, 'SyncRunController', 'approveRun', { runId });
    await ended(previewed);
  }
}

async function run(previewed: PreviewedOrg, isDryRun = false): Promise<void> {
  await invoke(previewed, 'SyncRunController', 'requestRun', { isDryRun });
  await ended(previewed);
}

async function ended(previewed: PreviewedOrg): Promise<void> {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    if ((await invoke(previewed, 'SyncRunController', 'getProgress', {})) === null) return;
    await delay(pollMs);
  }
  throw new Error('The run does not end: see the log of the connector.');
}

async function invoke(
  { org }: PreviewedOrg,
  className: string,
  method: string,
  params: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const { apex } = org.running;
  const answer = await apex.invoke(org.setupUserId, className, method, params);
  if (answer.ok) return answer.value;
  throw new Error(`${className}.${method}: ${JSON.stringify(answer.body)}`);
}
