import type { Account } from '../domain/account.ts';
import { accountLicenses, type AccountLicenses } from '../domain/account-licenses.ts';
import { dateOf } from '../domain/calendar-date.ts';
import type { License } from '../domain/license.ts';
import type { LicensingContext } from '../domain/licensing.ts';
import type { AccountField } from '../domain/mapping.ts';
import type { ConnectedOrg } from '../ports/org-connection.ts';
import type { SyncSetup } from '../ports/setup-source.ts';
import type { KnownPackage } from '../ports/usage-source.ts';
import { readLicenses } from './licenses/read-licenses.ts';
import { readMappings, type MappingsRead } from './mappings/read-mappings.ts';
import type { RunPorts } from './run-ports.ts';

/** What a question about values needs of what a run can touch: nothing that writes. */
export type InquiryPorts = Pick<
  RunPorts,
  'connection' | 'setup' | 'licenses' | 'accounts' | 'usage' | 'clock'
>;

/** What values are decided from, as a run reads it. */
export interface Basis {
  readonly readAt: Date;
  readonly org: ConnectedOrg;
  /** As it is in the organization, before it was checked. */
  readonly setup: SyncSetup;
  readonly mappings: MappingsRead;
  /** All that the integration user sees, mapped or not. */
  readonly accountFields: readonly AccountField[];
  readonly packages: readonly KnownPackage[];
  readonly licenses: readonly License[];
  readonly byAccount: AccountLicenses;
  readonly licensing: LicensingContext;
  /** The Accounts in scope with these fields. Those of the fields that were asked for last are kept. */
  accounts(fields: readonly string[]): Promise<readonly Account[]>;
}

/**
 * Reads what values are decided from, without taking in App Analytics files: that is for runs, which must see one
 * definition of the features from beginning to end.
 *
 * @throws OrgError
 */
export async function readBasis(ports: InquiryPorts): Promise<Basis> {
  const readAt = ports.clock.now();
  const org = await ports.connection.connect();
  const { licenses, packages } = await readLicenses(ports.licenses);
  const setup = await ports.setup.readSetup();
  const usage = { ...ports.usage, refresh: () => Promise.resolve([]) };
  const mappings = await readMappings({ readSetup: () => Promise.resolve(setup) }, usage, packages);
  const byAccount = accountLicenses(licenses);
  return {
    readAt,
    org,
    setup,
    mappings,
    accountFields: setup.accountFields,
    packages,
    licenses,
    byAccount,
    licensing: {
      policy: mappings.settings.licensingPolicy,
      today: dateOf(readAt),
      packagesNotEnabled: mappings.packagesNotEnabled,
    },
    accounts: accountReader(ports, setup, byAccount),
  };
}

/** A wizard asks for two or three; of 100,000 Accounts each takes up 18 MB. */
const keptFieldSets = 3;

function accountReader(
  { accounts }: InquiryPorts,
  { settings }: SyncSetup,
  { accountIds }: AccountLicenses,
): Basis['accounts'] {
  const known = new Map<string, Promise<readonly Account[]>>();
  let turn = Promise.resolve();
  const { accountScope: scope } = settings;
  const read = async (fields: readonly string[]): Promise<readonly Account[]> => {
    const found: Account[] = [];
    const expected = scope === 'licensed_accounts' ? { expectedRows: accountIds.size } : {};
    for await (const batch of accounts.readAccounts({ fields, scope, ...expected }))
      found.push(...batch);
    // As in a run: an Account that got its first licence meanwhile waits.
    return scope === 'all_accounts' ? found : found.filter(({ id }) => accountIds.has(id));
  };
  /** One after the other: what is being read can't be dropped. */
  const inTurn = (fields: readonly string[]): Promise<readonly Account[]> => {
    const reading = turn.then(() => read(fields));
    const ended = (): void => undefined;
    turn = reading.then(ended, ended);
    return reading;
  };
  return (fields) => {
    const key = fields.join(' ');
    const reading = known.get(key) ?? inTurn(fields);
    known.delete(key);
    known.set(key, reading);
    for (const old of [...known.keys()].slice(0, -keptFieldSets)) known.delete(old);
    // What failed is asked for anew.
    reading.catch(() => {
      if (known.get(key) === reading) known.delete(key);
    });
    return reading;
  };
}
