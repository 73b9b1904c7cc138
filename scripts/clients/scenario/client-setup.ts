import { createPrivateKey } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { startLocalOrg, type RunningOrg } from '../../local-org/start.ts';
import { emitComponents } from '../../lwc/emit-components.ts';
import { SalesforceCli } from '../salesforce-cli.ts';

/** A client, an org, and a folder for the files they exchange. */
export interface ClientSetup {
  readonly running: RunningOrg;
  readonly sf: SalesforceCli;
  readonly folder: string;
  /** PEM file of the key the org's app knows. */
  readonly keyPath: string;
}

const repository = join(import.meta.dirname, '../../..');

export const accountCount = 450;

/** An org with Accounts on several pages and a unique external id. */
export async function startOrg(): Promise<RunningOrg> {
  const running = await startLocalOrg({ pageSize: 200, organizationName: 'Clients' });
  const { org } = running;
  const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
  const { success, componentFailures } = org.deploy(
    new Map([
      [
        'package.xml',
        `<Package ${namespace}><types><members>Account.Number__c</members><name>CustomField</name></types><version>67.0</version></Package>`,
      ],
      [
        'objects/Account.object',
        `<CustomObject ${namespace}><fields><fullName>Number__c</fullName><label>Number</label><type>Text</type><length>40</length><externalId>true</externalId><unique>true</unique></fields></CustomObject>`,
      ],
    ]),
  );
  if (!success) throw new Error(JSON.stringify(componentFailures));
  const administrator = org.asUser(org.administratorId);
  org.transaction(() => {
    for (let number = 0; number < accountCount; number += 1) {
      const Name = `Account ${String(number).padStart(4, '0')}`;
      administrator.insert('Account', { Name, Number__c: `N${number}` });
    }
  });
  return running;
}

/** A client with a home of its own and a copy of this project, so that nothing is written into the repository. */
export function clientSetup(running: RunningOrg, folder: string): ClientSetup {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  // What the client deploys of a component is its JavaScript.
  emitComponents(join(repository, 'force-app'));
  for (const name of ['sfdx-project.json', '.forceignore', 'force-app', 'config']) {
    cpSync(join(repository, name), join(project, name), { recursive: true });
  }
  const keyPath = join(folder, 'client.pem');
  writeFileSync(keyPath, running.client.privateKey, { mode: 0o600 });
  return { running, sf: new SalesforceCli(folder, project), folder, keyPath };
}

/** The words of a JWT login. The org must accept it: rejected, the CLI tries the same at Salesforce's own login hosts. */
export function jwtLogin({ running, keyPath }: ClientSetup): readonly string[] {
  const { url, client } = running;
  return [
    ...['org', 'login', 'jwt', '--instance-url', url, '--client-id', client.clientId],
    ...['--jwt-key-file', keyPath, '--username', client.runAs, '--set-default'],
  ];
}

/** An access token of a user, asked for as a server would. */
export async function accessToken(running: RunningOrg, username: string): Promise<string> {
  const { url, client, org } = running;
  const exp = Math.floor(org.clock.now().getTime() / 1_000) + 300;
  const assertion = await new SignJWT({ iss: client.clientId, sub: username, aud: url, exp })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(client.privateKey));
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const body = new URLSearchParams({ grant_type, assertion });
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Rows of a query as the org itself answers it, to the administrator. */
export function rowsInOrg({ running: { org } }: ClientSetup, soql: string): readonly unknown[][] {
  return Array.from(org.asUser(org.administratorId).query(soql, { all: true }).rows, (row) => [
    ...row,
  ]);
}
