import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { QueuedRun } from '../../../src/ports/run-queue.ts';
import { mappingPackage } from '../../contract/isv-metadata.ts';
import { seededOrg, type SeededOrg } from '../../contract/seeded-org.ts';
import { logCsv, type Cells } from '../../contract/usage-source-bench.ts';

const packageId = '0335g000000AbcD';

/** An organization of this machine, with its Accounts, their licences, and the usage files that it needs. */
export interface Customer {
  readonly seeded: SeededOrg;
  readonly id: string;
  readonly accounts: number;
  readonly run: QueuedRun;
  /** By Account, what the organization was to save, save after save. */
  readonly saves: Map<string, string[]>;
}

/** What became of an Account: its values, and how it got them. */
export interface Fate {
  readonly mau: unknown;
  readonly wau: unknown;
  readonly saves: readonly string[];
}

/**
 * Of ten Accounts one has its values already. Of the others a third become NULL and the rest 0 or, some of them, a number;
 * before that they hold numbers, 0 and NULL. Organizations of as many Accounts are alike, but for their ids.
 */
export async function openCustomer(
  accounts: number,
  inboxes: readonly string[],
): Promise<Customer> {
  const seeded = await seededOrg({
    // Its id comes from its name.
    organizationName: randomUUID(),
    clock: { now: () => new Date() },
  });
  const [packageRecord] = seeded.insert('sfLma__Package__c', [
    { Name: 'Acme Scheduling', sfLma__Package_ID__c: packageId },
  ]);
  const kinds = Array.from({ length: accounts }, (_, n) => kindOf(n));
  const ids = seeded.insert(
    'Account',
    kinds.map(({ before: [mau, wau] }, n) => ({
      Name: `Account ${n}`,
      ...(mau !== null && { MAU__c: mau }),
      ...(wau !== null && { WAU__c: wau }),
    })),
  );
  seeded.insert(
    'sfLma__License__c',
    kinds.map(({ isLicensed }, n) => ({
      sfLma__Account__c: ids[n],
      sfLma__Package__c: packageRecord,
      sfLma__Subscriber_Org_ID__c: subscriberOf(n),
      sfLma__Status__c: isLicensed ? 'Active' : 'Uninstalled',
    })),
  );
  seeded.deploy(mappingPackage(mappings));
  const { organizationId: id } = seeded.org;
  for (const inbox of inboxes) await deliver(join(inbox, id), kinds);
  const request = { trigger: 'Request', dryRun: false, massChangeApproved: true } as const;
  const run = { ...request, organizationId: id, runKey: randomUUID() };
  return { seeded, id, accounts, run, saves: new Map() };
}

const mappings = [
  { name: 'Monthly', kind: 'Metric', metricKey: `engagement.mau.${packageId}`, field: 'MAU__c' },
  { name: 'Weekly', kind: 'Metric', metricKey: `engagement.wau.${packageId}`, field: 'WAU__c' },
];

interface AccountKind {
  readonly isLicensed: boolean;
  /** How many people used the package, in every week and month. */
  readonly users: number;
  readonly before: readonly [mau: number | null, wau: number | null];
}

function kindOf(n: number): AccountKind {
  const unused = { isLicensed: true, users: 0 };
  if (n % 10 === 9) return { ...unused, before: [0, 0] };
  switch (n % 3) {
    case 0:
      return { ...unused, users: n % 30 === 0 ? 1 + (n % 4) : 0, before: [5, 0] };
    case 1:
      return { ...unused, before: [null, 7] };
    default:
      return { isLicensed: false, users: 0, before: [5, 0] };
  }
}

const subscriberOf = (n: number): string => `00Dxx${String(n).padStart(10, '0')}`;
const dayMs = 86_400_000;
const daysBack = 75;

/** Logs that reach back over a calendar month and a calendar week, with a row of each user in every week. */
async function deliver(inbox: string, kinds: readonly AccountKind[]): Promise<void> {
  const day = (ago: number): string =>
    new Date(Date.now() - ago * dayMs).toISOString().slice(0, 10);
  const weekly = Array.from({ length: daysBack }, (_, ago) => day(ago + 1)).filter(
    (each) => new Date(`${each}T00:00:00Z`).getUTCDay() === 3,
  );
  const rows: Cells[] = kinds.flatMap(({ users }, n) =>
    Array.from({ length: users }, (_, user) => user).flatMap((user) =>
      weekly.map((date) => ({
        timestamp_derived: `${date}T09:00:00.000Z`,
        organization_id: subscriberOf(n),
        package_id: packageId,
        user_id_token: `005-${user}=`,
      })),
    ),
  );
  await mkdir(inbox, { recursive: true });
  await writeFile(join(inbox, `PackageUsageLog_${day(daysBack)}_${day(1)}.csv`), logCsv(...rows));
}

/** Notes from now on what the organization is to save of its Accounts. */
export function watchSaves({ seeded, saves }: Customer): void {
  seeded.running.faults.rejectRows((object, record) => {
    if (object !== 'Account') return undefined;
    const key = String(record.Id ?? record.id).slice(0, 15);
    const values = ['MAU__c', 'WAU__c'].map((field) => savedValue(record[field]));
    saves.set(key, [...(saves.get(key) ?? []), values.join(' ')]);
    return undefined;
  });
}

/** The same whichever API brought it: CSV has numbers as text. */
function savedValue(value: unknown): string {
  if (value === undefined) return 'left';
  return value === null ? 'NULL' : String(Number(value));
}

function rowsOf({ seeded: { org } }: Customer, soql: string): readonly (readonly unknown[])[] {
  return Array.from(org.asUser(org.administratorId).query(soql).rows);
}

/** The first few Accounts that did not become what they became in an organization that is alike. */
export function differences(customer: Customer, sample: Customer): readonly unknown[] {
  const expected = fates(sample);
  const found = fates(customer);
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    .filter((name) => !isDeepStrictEqual(found[name], expected[name]))
    .slice(0, 5)
    .map((name) => ({ name, found: found[name], expected: expected[name] }));
}

/** By the name of the Account, which is the same in organizations that are alike. */
export function fates(customer: Customer): Readonly<Record<string, Fate>> {
  const rows = rowsOf(customer, 'SELECT Id, Name, MAU__c, WAU__c FROM Account');
  return Object.fromEntries(
    rows.map(([id, name, mau, wau]) => [
      String(name),
      { mau, wau, saves: customer.saves.get(String(id).slice(0, 15)) ?? [] },
    ]),
  );
}

const counts =
  'AccountsRead__c, ValuesRead__c, ValuesUnchanged__c, ValuesWritten__c, ValuesCleared__c, ValuesFailed__c, ValuesDeferred__c';

/** Status and counts of the records of the customer's run: one, where all is well. */
export function runRecords(customer: Customer): readonly (readonly unknown[])[] {
  const { runKey } = customer.run;
  return rowsOf(
    customer,
    `SELECT Status__c, ${counts} FROM SyncRun__c WHERE RunKey__c = '${runKey}'`,
  );
}

/** What the log of the customer's run says; an entry that is told twice is there twice. */
export function logEntries(customer: Customer): readonly string[] {
  return rowsOf(
    customer,
    `SELECT ErrorCode__c, Mapping__c, Field__c, Message__c FROM SyncLogEntry__c WHERE SyncRun__r.RunKey__c = '${customer.run.runKey}'`,
  )
    .map((entry) => JSON.stringify(entry))
    .sort();
}
