import type { LocalOrg } from '../../../org.ts';
import { childrenNamed, textOf, xmlRoot } from '../../../schema/deploy/xml-element.ts';
import type { CalloutSettings } from './org-callouts.ts';

/** What an administrator enters in Setup, since no deploy carries it. */
export interface EnteredCredentials {
  /** Parameters of a principal by `ExternalCredential.Principal`. */
  readonly credentials?: (principal: string) => Readonly<Record<string, string>> | undefined;
  /** Address of a named credential, where it isn't the one deployed. */
  readonly credentialUrl?: (namedCredential: string) => string | undefined;
}

/** The settings of callouts: a parameter is looked for in each principal that its credential declares, in their order. */
export function calloutSettings(
  org: LocalOrg,
  { credentials = () => undefined, credentialUrl = () => undefined }: EnteredCredentials,
): CalloutSettings {
  return {
    credentialUrl,
    credentialValue: (credential, parameter) => {
      for (const principal of principalsOf(org, credential)) {
        const value = credentials(principal)?.[parameter];
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** `ISVappConnector.Connector`, spelled as deployed. */
function principalsOf(org: LocalOrg, credential: string): readonly string[] {
  const component = org
    .components('ExternalCredential')
    .find(({ fullName }) => fullName.toLowerCase() === credential.toLowerCase());
  if (!component) return [];
  const root = xmlRoot(new TextDecoder().decode(component.content));
  return childrenNamed(root, 'externalCredentialParameters')
    .filter((each) => textOf(each, 'parameterType')?.endsWith('Principal'))
    .map((each) => `${component.fullName}.${textOf(each, 'parameterName') ?? ''}`);
}
