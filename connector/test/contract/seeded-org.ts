import { createPrivateKey } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@jsforce/jsforce-node';
import { unzipSync } from 'fflate';
import { SignJWT } from 'jose';
import { deployablePackage } from '../../../scripts/deployable-package.ts';
import { openLocalOrg, type LocalOrg } from '../../../scripts/local-org/org.ts';
import type { StartOptions } from '../../../scripts/local-org/start-options.ts';
import { startLocalOrg, type RunningOrg } from '../../../scripts/local-org/start.ts';
import {
  openSalesforce,
  type Salesforce,
  type SalesforceOptions,
} from '../../src/adapters/salesforce/open-salesforce.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { isvPackage, restrictedPackage, type Restriction } from './isv-metadata.ts';

export const integrationUser = 'integration@acme.example';

/** A local org with the package, the ISV's fields and an integration user with only the permissions it needs. */
export interface SeededOrg extends AsyncDisposable {
  readonly running: RunningOrg;
  readonly org: LocalOrg;
  open(options?: Partial<SalesforceOptions>): Salesforce;
  /** Another client, which nobody here wrote, signed in as the administrator: the witness of what happened. */
  witness(): Promise<Connection>;
  insert(object: string, records: readonly Readonly<Record<string, unknown>>[]): string[];
  update(object: string, record: Readonly<Record<string, unknown>>): void;
  restrict(restrictions: readonly Restriction[]): void;
  deploy(files: ReadonlyMap<string, Uint8Array | string>): void;
}

/** One time for all: the org and the connector must agree on what is 24 hours ago. */
const now = () => new Date('2026-11-24T10:00:00.000Z');

/** The adapters' pauses between attempts, cut short: what they wait for happens in this process. */
const longestPauseMs = 20;

let packageFiles: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** The package as it is deployed; built once for all tests of a file. */
async function builtPackage(): Promise<ReadonlyMap<string, Uint8Array>> {
  packageFiles ??= deployablePackage('force-app').then(
    (zip) => new Map(Object.entries(unzipSync(zip))),
  );
  return packageFiles;
}

export async function seededOrg(options: StartOptions = {}): Promise<SeededOrg> {
  const org = openLocalOrg({ clock: { now }, organizationName: 'Acme', ...options });
  deploy(org, await builtPackage());
  deploy(org, isvPackage());
  const administrator = org.asUser(org.administratorId);
  const insert: SeededOrg['insert'] = (object, records) =>
    records.map((record) => {
      const { id, errors } = administrator.insert(object, record);
      if (id === null) throw new Error(`${object} was refused: ${JSON.stringify(errors)}`);
      return id;
    });
  createIntegrationUser(org, insert);
  const running = await startLocalOrg({
    clock: { now },
    runAs: integrationUser,
    ...options,
    org,
  });
  const clock: Clock = { now, sleep: async (ms) => delay(Math.min(ms, longestPauseMs)) };
  const opened: Salesforce[] = [];
  return {
    running,
    org,
    insert,
    open: (own) => {
      const salesforce = openSalesforce({
        loginUrl: running.url,
        auth: {
          kind: 'jwt',
          clientId: running.client.clientId,
          username: integrationUser,
          privateKeyPem: running.client.privateKey,
        },
        packageNamespace: '',
        allowLocalAddress: true,
        clock,
        ...own,
      });
      opened.push(salesforce);
      return salesforce;
    },
    witness: () => administratorConnection(running, org),
    update: (object, record) => {
      const { success, errors } = administrator.update(object, record);
      if (!success) throw new Error(`${object} was refused: ${JSON.stringify(errors)}`);
    },
    deploy: (files) => {
      deploy(org, files);
    },
    restrict: (restrictions) => {
      deploy(org, restrictedPackage(restrictions));
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of opened) await each.close();
      await running.close();
      org.close();
    },
  };
}

function deploy(org: LocalOrg, files: ReadonlyMap<string, Uint8Array | string>): void {
  const { success, componentFailures } = org.deploy(files);
  if (!success) throw new Error(`Not deployed: ${JSON.stringify(componentFailures)}`);
}

function createIntegrationUser(org: LocalOrg, insert: SeededOrg['insert']): void {
  const [userId = ''] = insert('User', [
    {
      Username: integrationUser,
      Email: integrationUser,
      LastName: 'Integration',
      Alias: 'integ',
      ProfileId: firstText(
        org,
        "SELECT Id FROM Profile WHERE Name = 'Minimum Access - API Only Integrations'",
      ),
    },
  ]);
  for (const name of ['IsvappConnector', 'IsvIntegration']) {
    const PermissionSetId = firstText(org, `SELECT Id FROM PermissionSet WHERE Name = '${name}'`);
    insert('PermissionSetAssignment', [{ AssigneeId: userId, PermissionSetId }]);
  }
}

async function administratorConnection(
  { url, client }: RunningOrg,
  org: LocalOrg,
): Promise<Connection> {
  const username = firstText(org, `SELECT Username FROM User WHERE Id = '${org.administratorId}'`);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(client.clientId)
    .setSubject(username)
    .setAudience(url)
    .setExpirationTime(new Date(now().getTime() + 60_000))
    .sign(createPrivateKey(client.privateKey));
  const connection = new Connection({ loginUrl: url, instanceUrl: url, version: '66.0' });
  await connection.authorize({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion,
  });
  return connection;
}

/** The first value of the first row, as the administrator sees it. */
function firstText(org: LocalOrg, soql: string): string {
  const [row] = Array.from(org.asUser(org.administratorId).query(soql).rows);
  if (typeof row?.[0] !== 'string') throw new Error(`Nothing found: ${soql}`);
  return row[0];
}
