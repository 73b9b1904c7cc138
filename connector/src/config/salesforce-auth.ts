import { createPrivateKey } from 'node:crypto';
import type { OrganizationSecret } from '../domain/organization.ts';
import { configFault, type ConfigFault } from './config-error.ts';
import type { Variables } from './variables.ts';

/** How the connector proves to the org who it is (docs/decisions.md, M). */
export type SalesforceAuth = OrganizationSecret;

/** Reads a text file; throws where it can't. */
export type ReadText = (path: string) => string;

/** The one way to sign in that is set; undefined, with the faults told, where it is none, half of one, or more than one. */
export function salesforceAuth(
  given: Partial<Variables>,
  readText: ReadText,
  faults: ConfigFault[],
): SalesforceAuth | undefined {
  const clientId = given.SALESFORCE_CLIENT_ID ?? '';
  const clientSecret = given.SALESFORCE_CLIENT_SECRET;
  const other = surplus(given);
  if (other !== undefined) {
    faults.push(other);
    return undefined;
  }
  if (clientSecret !== undefined) return { kind: 'client-credentials', clientId, clientSecret };

  const username = given.SALESFORCE_USERNAME;
  if (username === undefined)
    faults.push(
      configFault('SALESFORCE_USERNAME', undefined, 'and neither is SALESFORCE_CLIENT_SECRET'),
    );
  const privateKeyPem = privateKey(given, readText, faults);
  if (username === undefined || privateKeyPem === undefined) return undefined;
  return { kind: 'jwt', clientId, username, privateKeyPem };
}

/** Two ways at once: guessing which is meant would sign in as somebody nobody expected. */
function surplus(given: Partial<Variables>): ConfigFault | undefined {
  const { SALESFORCE_CLIENT_SECRET: secret, SALESFORCE_PRIVATE_KEY: text } = given;
  const file = given.SALESFORCE_PRIVATE_KEY_FILE;
  if (secret !== undefined && (text ?? file ?? given.SALESFORCE_USERNAME) !== undefined)
    return configFault(
      'SALESFORCE_CLIENT_SECRET',
      secret,
      'while SALESFORCE_USERNAME or a private key is set too: set one or the other',
    );
  if (text !== undefined && file !== undefined)
    return configFault(
      'SALESFORCE_PRIVATE_KEY_FILE',
      file,
      'while SALESFORCE_PRIVATE_KEY is set too: set one of them',
    );
  return undefined;
}

function privateKey(
  given: Partial<Variables>,
  readText: ReadText,
  faults: ConfigFault[],
): string | undefined {
  const { SALESFORCE_PRIVATE_KEY: text, SALESFORCE_PRIVATE_KEY_FILE: file } = given;
  const variable = text === undefined ? 'SALESFORCE_PRIVATE_KEY_FILE' : 'SALESFORCE_PRIVATE_KEY';
  try {
    if (text !== undefined) return rsaKeyPem(text);
    if (file !== undefined) return rsaKeyPem(readText(file));
    faults.push(configFault(variable, undefined, 'and neither is SALESFORCE_CLIENT_SECRET'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push(configFault(variable, text ?? file, `which can't be used (${reason})`));
  }
  return undefined;
}

/** The key as PKCS #8, whichever form it came in, with the certificate that stands beside it. A variable may have its line breaks written as `\n`. */
function rsaKeyPem(text: string): string {
  const key = createPrivateKey(text.replaceAll('\\n', '\n'));
  if (key.asymmetricKeyType !== 'rsa')
    throw new Error(`it is of the type ${key.asymmetricKeyType ?? 'unknown'}`);
  const [certificate = ''] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(
      text.replaceAll('\\n', '\n'),
    ) ?? [];
  return key.export({ type: 'pkcs8', format: 'pem' }).toString() + certificate;
}
