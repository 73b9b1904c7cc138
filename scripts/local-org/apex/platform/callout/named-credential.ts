import type { StoredComponent } from '../../../schema/deploy/deploy-result.ts';
import {
  childrenNamed,
  textOf,
  xmlRoot,
  type XmlElement,
} from '../../../schema/deploy/xml-element.ts';
import { CredentialError, headerValue, type CredentialValue } from './credential-formula.ts';

/** Deployed metadata that callouts are resolved with. */
export interface CredentialSource {
  components(type: string): readonly StoredComponent[];
}

/** Where a callout really goes, and the headers its credential adds. */
export interface ResolvedEndpoint {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The External Credential whose principal the user needs access to; null where there is none. */
  readonly externalCredential: string | null;
}

const calloutPattern = /^callout:(\w+)(.*)$/is;

/**
 * The address behind `callout:Named_Credential/path`, as the deployed NamedCredential and ExternalCredential say. An
 * address that isn't written so comes back as it is. `urls` overrides the address a package ships, which an
 * administrator changes in setup. Throws CredentialError.
 */
export function resolvedEndpoint(
  endpoint: string,
  source: CredentialSource,
  valueOf: CredentialValue,
  urls: (namedCredential: string) => string | undefined = () => undefined,
): ResolvedEndpoint {
  const found = calloutPattern.exec(endpoint);
  if (!found) return { url: endpoint, headers: {}, externalCredential: null };
  const [, name = '', path = ''] = found;
  const credential = namedCredential(source, name);
  const base = urls(name) ?? credential.url;
  return {
    url: `${base.replace(/\/$/, '')}${path}`,
    headers:
      credential.external === null ? {} : credentialHeaders(source, credential.external, valueOf),
    externalCredential: credential.external,
  };
}

function namedCredential(source: CredentialSource, name: string) {
  const root = componentNamed(source, 'NamedCredential', name)?.root;
  if (!root) {
    throw new CredentialError(
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${name}" might not exist.`,
    );
  }
  const url = parameter(root, 'Url')?.value ?? textOf(root, 'endpoint') ?? '';
  return { url, external: parameter(root, 'Authentication')?.external ?? null };
}

function componentNamed(source: CredentialSource, type: string, name: string) {
  const wanted = name.toLowerCase();
  const component = source.components(type).find((each) => each.fullName.toLowerCase() === wanted);
  return component && { root: xmlRoot(new TextDecoder().decode(component.content)) };
}

function parameter(root: XmlElement, type: string) {
  const found = childrenNamed(root, 'namedCredentialParameters').find(
    (each) => textOf(each, 'parameterType') === type,
  );
  return (
    found && {
      value: textOf(found, 'parameterValue'),
      external: textOf(found, 'externalCredential'),
    }
  );
}

function credentialHeaders(
  source: CredentialSource,
  name: string,
  valueOf: CredentialValue,
): Readonly<Record<string, string>> {
  const credential = componentNamed(source, 'ExternalCredential', name);
  if (!credential) throw new CredentialError(`The external credential "${name}" doesn't exist.`);
  const protocol = textOf(credential.root, 'authenticationProtocol');
  if (protocol !== 'Custom' && protocol !== 'NoAuthentication') {
    throw new CredentialError(`The local org can't authenticate by ${protocol ?? 'nothing'}.`);
  }
  const headers = childrenNamed(credential.root, 'externalCredentialParameters').filter(
    (each) => textOf(each, 'parameterType') === 'AuthHeader',
  );
  return Object.fromEntries(
    headers.map((each) => [
      textOf(each, 'parameterName') ?? '',
      headerValue(textOf(each, 'parameterValue') ?? '', valueOf),
    ]),
  );
}
