import { createHash } from 'node:crypto';
import type { LocalOrg } from '../../org.ts';
import { isTrue, textOf, xmlRoot, type XmlElement } from '../../schema/deploy/xml-element.ts';
import type { ClientApp } from './client-app.ts';
import type { ClientApps } from './client-apps.ts';

/** Scopes as metadata writes them, and as they are asked for. */
const scopeNames: Readonly<Record<string, string>> = {
  Api: 'api',
  RefreshToken: 'refresh_token',
  Full: 'full',
  Web: 'web',
  Basic: 'id',
  OpenID: 'openid',
};

/**
 * The External Client Apps that were deployed: their scopes (`ExtlClntAppOauthSettings`), callbacks, certificate and
 * flows (`ExtlClntAppGlobalOauthSettings`) and who may use them (`ExtlClntAppOauthConfigurablePolicies`). An app without
 * global settings has no consumer key, so nobody can sign in with it.
 */
export function deployedClientApps(org: LocalOrg): ClientApps {
  const apps = (): ClientApp[] =>
    roots(org, 'ExtlClntAppGlobalOauthSettings').map((settings) => clientApp(org, settings));
  return { get: (clientId) => apps().find((app) => app.clientId === clientId) };
}

/** Consumer key and secret of a deployed app, as its page in Setup shows them; both are made up where it names none. */
export function consumerOf(org: LocalOrg, appName: string): { key: string; secret: string } {
  const settings = roots(org, 'ExtlClntAppGlobalOauthSettings').find(
    (root) => textOf(root, 'externalClientApplication') === appName,
  );
  if (!settings)
    throw new Error(`The External Client App ${appName} has no global OAuth settings.`);
  const made = (what: string): string =>
    createHash('sha256').update(`${org.organizationId} ${appName} ${what}`).digest('hex');
  return {
    key: textOf(settings, 'consumerKey') ?? `3MVG9${made('key')}`,
    secret: textOf(settings, 'consumerSecret') ?? made('secret').toUpperCase(),
  };
}

function clientApp(org: LocalOrg, settings: XmlElement): ClientApp {
  const name = textOf(settings, 'externalClientApplication') ?? '';
  const { key, secret } = consumerOf(org, name);
  const own = (type: string) =>
    roots(org, type).find((root) => textOf(root, 'externalClientApplication') === name);
  const policies = own('ExtlClntAppOauthConfigurablePolicies');
  const certificate = textOf(settings, 'certificate');
  const runAs = policies && clientCredentialsUser(settings, policies);
  return {
    clientId: key,
    clientSecret: secret,
    ...(certificate !== null && { certificates: [certificate] }),
    ...approval(org, policies),
    ...(runAs !== undefined && { runAs }),
    callbackUrls: (textOf(settings, 'callbackUrl') ?? '').split(/\s+/).filter(Boolean),
    scopes: scopesOf(own('ExtlClntAppOauthSettings')),
    isPkceRequired: isTrue(settings, 'isPkceRequired'),
    isSecretOptional: isTrue(settings, 'isConsumerSecretOptional'),
    rotatesRefreshTokens: isTrue(settings, 'isRefreshTokenRotationEnabled'),
  };
}

/** Both the developer and the administrator have to switch the flow on. */
function clientCredentialsUser(settings: XmlElement, policies: XmlElement): string | undefined {
  const flag = 'isClientCredentialsFlowEnabled';
  if (!isTrue(settings, flag) || !isTrue(policies, flag)) return undefined;
  return textOf(policies, 'clientCredentialsFlowUser') ?? undefined;
}

/** Without pre-approval by a permission set, a user approves in a browser and in no other way. */
function approval(
  org: LocalOrg,
  policies: XmlElement | undefined,
): Pick<ClientApp, 'approvedUsers' | 'isSelfApproved'> {
  if (!policies || textOf(policies, 'permittedUsersPolicyType') !== 'AdminApprovedPreAuthorized')
    return { approvedUsers: [], isSelfApproved: true };
  const names = (textOf(policies, 'commaSeparatedPermissionSet') ?? '').split(/\s*,\s*/);
  return { approvedUsers: names.flatMap((name) => usersWith(org, name)) };
}

function usersWith(org: LocalOrg, permissionSet: string): string[] {
  const quoted = permissionSet.replace(/\W/g, '');
  const found = org
    .asUser(org.administratorId)
    .query(
      `SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = '${quoted}'`,
    );
  return Array.from(found.rows, ([username]) => (typeof username === 'string' ? username : ''));
}

function scopesOf(settings: XmlElement | undefined): string[] {
  const names = (settings && textOf(settings, 'commaSeparatedOauthScopes')) ?? '';
  return names
    .split(/\s*,\s*/)
    .filter(Boolean)
    .map((name) => {
      const scope = scopeNames[name];
      if (scope === undefined)
        throw new Error(`The local org does not know the OAuth scope ${name}.`);
      return scope;
    });
}

function roots(org: LocalOrg, type: string): XmlElement[] {
  return org.components(type).map(({ content }) => xmlRoot(new TextDecoder().decode(content)));
}
