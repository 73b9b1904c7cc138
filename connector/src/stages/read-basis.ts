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
  /** The Accounts in scope with these fields; those of the same fields are read once. */
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

function accountReader(
  { accounts }: InquiryPorts,
  { settings }: SyncSetup,
  { accountIds }: AccountLicenses,
): Basis['accounts'] {
  const known = new Map<string, Promise<readonly Account[]>>();
  const { accountScope: scope } = settings;
  const read = async (fields: readonly string[]): Promise<readonly Account[]> => {
    const found: Account[] = [];
    const expected = scope === 'licensed_accounts' ? { expectedRows: accountIds.size } : {};
    for await (const batch of accounts.readAccounts({ fields, scope, ...expected }))
      found.push(...batch);
    // As in a run: an Account that got its first licence meanwhile waits.
    return scope === 'all_accounts' ? found : found.filter(({ id }) => accountIds.has(id));
  };
  return (fields) => {
    const key = fields.join(' ');
    const reading = known.get(key) ?? read(fields);
    known.set(key, reading);
    // What failed is asked for anew.
    reading.catch(() => known.delete(key));
    return reading;
  };
}
