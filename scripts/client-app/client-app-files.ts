import { X509Certificate } from 'node:crypto';

/** What of the External Client App is of one org. */
export interface ClientAppSettings {
  /** PEM; absent for an app without the JWT bearer flow. */
  readonly certificate?: string | undefined;
  /** Username of the integration user. */
  readonly integrationUser: string;
  /** Where browsers are sent back to. */
  readonly callbackUrls: readonly string[];
  /** Whether the client credentials flow is on, too. */
  readonly withClientCredentials: boolean;
}

/** The app in force-app, and the permission set that admits a user to it. */
const app = 'ISVappConnector';
const permissionSet = 'IsvappConnector';

/** Where nobody connects in a browser, an app has a callback all the same: Salesforce asks for one. */
const unusedCallback = 'http://localhost:8717/oauth/callback';

/**
 * The metadata of the app that Salesforce packages for nobody, in source format by path: certificate, callbacks and flows,
 * and whom the org admits. Neither consumer key nor secret is among it: Salesforce makes both.
 *
 * @throws an Error that says what to give instead, where the certificate is none that Salesforce takes
 */
export function clientAppFiles(settings: ClientAppSettings): ReadonlyMap<string, string> {
  return new Map([
    [
      `extlClntAppGlobalOauthSets/${app}_glbloauth.ecaGlblOauth-meta.xml`,
      document('ExtlClntAppGlobalOauthSettings', globalSettings(settings)),
    ],
    [
      `extlClntAppOauthPolicies/${app}_oauth_defaultPolicy.ecaOauthPlcy-meta.xml`,
      document('ExtlClntAppOauthConfigurablePolicies', policies(settings)),
    ],
  ]);
}

type Elements = readonly (readonly [name: string, value: string | boolean | undefined])[];

function globalSettings({
  certificate,
  callbackUrls,
  withClientCredentials,
}: ClientAppSettings): Elements {
  return [
    ['callbackUrl', (callbackUrls.length > 0 ? callbackUrls : [unusedCallback]).join('\n')],
    ['certificate', certificate === undefined ? undefined : checkedCertificate(certificate)],
    ['externalClientApplication', app],
    ['isClientCredentialsFlowEnabled', withClientCredentials],
    ['isCodeCredFlowEnabled', false],
    ['isConsumerSecretOptional', false],
    ['isDeviceFlowEnabled', false],
    ['isIntrospectAllTokens', false],
    ['isPkceRequired', true],
    ['isRefreshTokenRotationEnabled', true],
    ['isSecretRequiredForRefreshToken', true],
    ['label', 'ISVapp Connector Global OAuth Settings'],
    ['shouldRotateConsumerKey', false],
    ['shouldRotateConsumerSecret', false],
  ];
}

function policies({ integrationUser, withClientCredentials }: ClientAppSettings): Elements {
  return [
    ['clientCredentialsFlowUser', withClientCredentials ? integrationUser : undefined],
    ['commaSeparatedPermissionSet', permissionSet],
    ['externalClientApplication', app],
    ['ipRelaxationPolicyType', 'Enforce'],
    ['isClientCredentialsFlowEnabled', withClientCredentials],
    ['isTokenExchangeFlowEnabled', false],
    ['label', 'ISVapp Connector OAuth Policies'],
    ['permittedUsersPolicyType', 'AdminApprovedPreAuthorized'],
    ['refreshTokenPolicyType', 'Infinite'],
  ];
}

/** RSA from 2,048 bits, and of the public half alone. */
function checkedCertificate(pem: string): string {
  if (pem.includes('PRIVATE KEY'))
    throw new Error(
      'The file holds a private key. Give the certificate alone: the key stays with the connector.',
    );
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (error) {
    throw new Error('The file is no certificate in PEM form. "openssl req -x509" makes one.', {
      cause: error,
    });
  }
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey;
  if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < 2_048)
    throw new Error(
      'The certificate is not of an RSA key of 2,048 bits or more, which JWT bearer needs.',
    );
  return certificate.toString().trim();
}

function document(type: string, elements: Elements): string {
  const lines = elements.flatMap(([name, value]) =>
    value === undefined ? [] : [`    <${name}>${escaped(String(value))}</${name}>`],
  );
  return `<?xml version="1.0" encoding="UTF-8" ?>
<${type} xmlns="http://soap.sforce.com/2006/04/metadata">
${lines.join('\n')}
</${type}>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
