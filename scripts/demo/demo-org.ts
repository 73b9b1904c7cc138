import { deployablePackage } from '../deployable-package.ts';
import { accountFieldFiles, isvPermissionSet } from '../local-org/seed/account-fields.ts';
import { addUser } from '../local-org/seed/add-user.ts';
import { openLocalOrg, type LocalOrg } from '../local-org/org.ts';
import type { StartOptions } from '../local-org/start-options.ts';
import { startLocalOrg, type RunningOrg } from '../local-org/start.ts';
import {
  seedOrg,
  type SeededIds,
  type SeedRecord,
  type SeedTarget,
} from '../sample-isv/seed-org.ts';
import type { SampleIsv } from '../sample-isv/sample-isv.ts';
import { ConnectorAccess } from './connector-access.ts';
import { zipped } from './metadata-package.ts';
import { OrgAdministrator } from './org-administrator.ts';

export const integrationUser = 'connector@sample-isv.example';

/** The License Management Org of the sample ISV, running on this machine with the package deployed. */
export interface DemoOrg {
  readonly running: RunningOrg;
  readonly administrator: OrgAdministrator;
  readonly ids: SeededIds;
  /** The administrator who sets up the sync in the Lightning app. */
  readonly setupUserId: string;
  /** How the org reaches the connector; nothing has been entered yet. */
  readonly access: ConnectorAccess;
  /** Components of the package that were deployed. */
  readonly components: number;
  close(): Promise<void>;
}

export async function openDemoOrg(
  isv: SampleIsv,
  clock: { now(): Date },
  appAnalytics: StartOptions['appAnalytics'] = {},
): Promise<DemoOrg> {
  const org = openLocalOrg({ clock, organizationName: 'Acme Sports Software' });
  const access = new ConnectorAccess();
  const running = await startLocalOrg({
    org,
    clock,
    appAnalytics,
    apex: (opened) => access.apex(opened),
  });
  const administrator = await OrgAdministrator.signIn(running);
  const components = await administrator.deploy(await deployablePackage('force-app'));
  await administrator.deploy(zipped(accountFieldFiles()));
  addUser(org, {
    username: integrationUser,
    lastName: 'Connector',
    permissionSets: ['IsvappConnector', isvPermissionSet],
  });
  const setupUserId = addUser(org, {
    username: 'setup@sample-isv.example',
    lastName: 'Administrator',
    profile: 'System Administrator',
    permissionSets: ['IsvappSyncAdmin'],
  });
  const ids = await seedOrg(isv, seedTarget(org));
  const close = async (): Promise<void> => {
    await running.close();
    org.close();
  };
  return { running, administrator, ids, setupUserId, access, components, close };
}

function seedTarget(org: LocalOrg): SeedTarget {
  const administrator = org.asUser(org.administratorId);
  return {
    insert: (object, records) =>
      Promise.resolve(org.transaction(() => records.map((record) => insert(object, record)))),
    lookupRecordType: (object, name) => {
      const soql = `SELECT Id FROM RecordType WHERE SobjectType = '${object}' AND Name = '${name}'`;
      for (const [id] of administrator.query(soql).rows) {
        if (typeof id === 'string') return Promise.resolve(id);
      }
      throw new Error(`${object} has no record type ${name}.`);
    },
  };

  function insert(object: string, record: SeedRecord): string {
    const { id, errors } = administrator.insert(object, record);
    if (id !== null) return id;
    throw new Error(`${object} was refused: ${errors.map(({ message }) => message).join('; ')}`);
  }
}

/** Numbers that a spreadsheet import left in the fields before the sync takes them over. */
export function leaveOldValues(
  { running: { org } }: DemoOrg,
  accountIds: readonly string[],
  fields: readonly string[],
): void {
  const administrator = org.asUser(org.administratorId);
  for (const [index, id] of accountIds.entries()) {
    const record = Object.fromEntries(fields.map((field) => [field, 10 + index]));
    const { errors, success } = administrator.update('Account', { Id: id, ...record });
    if (!success)
      throw new Error(
        `Account ${id} was refused: ${errors.map(({ message }) => message).join('; ')}`,
      );
  }
}
