import type { LocalOrg } from '../../../org.ts';
import { textOf, xmlRoot } from '../../../schema/deploy/xml-element.ts';
import type { CalloutGate } from '../entry.ts';
import type { CalloutAnswer, CalloutRequest } from './callout.ts';
import { CredentialError, type CredentialValue } from './credential-formula.ts';
import { resolvedEndpoint } from './named-credential.ts';

export interface CalloutSettings {
  /** Value of a principal's parameter, which no deploy carries. */
  readonly credentialValue: CredentialValue;
  /** Address of a named credential, where it isn't the one deployed. */
  readonly credentialUrl: (namedCredential: string) => string | undefined;
}

/** Callouts of one entry: answers recorded so far, and the org's credentials and remote sites. */
export function orgCallouts(
  org: LocalOrg,
  settings: CalloutSettings,
  answers: readonly CalloutAnswer[],
): CalloutGate {
  return {
    answerTo: (index) => answers[index],
    resolved: (request, userId) => resolvedRequest(org, settings, request, userId),
  };
}

function resolvedRequest(
  org: LocalOrg,
  { credentialValue, credentialUrl }: CalloutSettings,
  request: CalloutRequest,
  userId: string,
): CalloutRequest {
  const endpoint = resolvedEndpoint(request.url, org, credentialValue, credentialUrl);
  if (endpoint.externalCredential !== null) {
    checkPrincipal(org, endpoint.externalCredential, userId);
  } else if (endpoint.url === request.url) {
    checkRemoteSite(org, request.url);
  }
  return { ...request, url: endpoint.url, headers: { ...endpoint.headers, ...request.headers } };
}

/** Nobody uses a credential that no permission set opens to them, administrators included. */
function checkPrincipal(org: LocalOrg, credential: string, userId: string): void {
  const component = org
    .components('ExternalCredential')
    .find(({ fullName }) => fullName.toLowerCase() === credential.toLowerCase());
  if (component && org.accessOf(userId).opens(component.id)) return;
  throw new CredentialError(
    `We couldn't access the credential(s). You might not have the required permissions, or the external credential "${credential}" might not exist.`,
  );
}

function checkRemoteSite(org: LocalOrg, url: string): void {
  const origin = URL.canParse(url) ? new URL(url).origin : null;
  const sites = org.components('RemoteSiteSetting').map(({ content }) => {
    const site = textOf(xmlRoot(new TextDecoder().decode(content)), 'url') ?? '';
    return URL.canParse(site) ? new URL(site).origin : null;
  });
  if (origin !== null && sites.includes(origin)) return;
  throw new CredentialError(
    `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${url}`,
  );
}
