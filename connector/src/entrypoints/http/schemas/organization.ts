import { Type, type Static } from 'typebox';
import type { Organization } from '../../../domain/organization.ts';
import { TextOrNull } from './common.ts';

const exact = { additionalProperties: false };
const visible = '^[\\x21-\\x7e]+$';

const InstanceUrl = Type.String({
  maxLength: 255,
  pattern: '^https?://[\\x21-\\x7e]+$',
  description: "The org's My Domain address, such as https://acme.my.salesforce.com",
});
const clientId = Type.String({
  minLength: 1,
  maxLength: 512,
  pattern: visible,
  description: 'Consumer key of the External Client App',
});

/** What the connector signs in with. Taken, and never answered. */
const SecretSchema = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('jwt'),
      clientId,
      username: Type.String({ maxLength: 255, pattern: '^[^@\\s]+@[^@\\s]+$' }),
      privateKeyPem: Type.String({
        maxLength: 16_384,
        pattern: '^\\s*-----BEGIN (?:RSA )?PRIVATE KEY-----',
        description: 'An RSA private key in PEM form, without a passphrase',
      }),
    },
    exact,
  ),
  Type.Object(
    {
      kind: Type.Literal('client-credentials'),
      clientId,
      clientSecret: Type.String({ minLength: 1, maxLength: 512, pattern: visible }),
    },
    exact,
  ),
]);

const packageNamespace = Type.Optional(
  Type.Unsafe<string | null>({
    type: ['string', 'null'],
    pattern: '^(?:[A-Za-z](?:_?[A-Za-z0-9]){0,14})?$',
    description: 'Empty for a package without one; null or absent to have it found out',
  }),
);

export const ConnectionSchema = Type.Object(
  {
    instanceUrl: InstanceUrl,
    secret: SecretSchema,
    packageNamespace,
    allowLocalAddress: Type.Optional(
      Type.Boolean({
        description:
          'For a local org on this machine; the connector has to be started with SALESFORCE_ALLOW_LOCAL=true',
      }),
    ),
  },
  exact,
);

export const NewOrganizationSchema = Type.Object(
  {
    ...ConnectionSchema.properties,
    expectedOrganizationId: Type.Optional(
      Type.String({
        pattern: '^00D[A-Za-z0-9]{12}(?:[A-Za-z0-9]{3})?$',
        description: 'The one that has to answer; without it, the one that answers is pinned',
      }),
    ),
  },
  exact,
);

/** What a sign-in in a browser begins with. */
export const AuthorizationSchema = Type.Object(
  {
    instanceUrl: InstanceUrl,
    clientId,
    clientSecret: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 512,
        pattern: visible,
        description: 'Consumer secret, where the app asks for one in the web-server flow',
      }),
    ),
    packageNamespace,
    allowLocalAddress: ConnectionSchema.properties.allowLocalAddress,
    expectedOrganizationId: NewOrganizationSchema.properties.expectedOrganizationId,
  },
  exact,
);

export const OrganizationSchema = Type.Object({
  organizationId: Type.String({ description: '18 characters' }),
  name: Type.String(),
  instanceUrl: Type.String(),
  authKind: Type.Unsafe<Organization['authKind']>({
    type: 'string',
    description: 'How the connector signs in',
  }),
  packageNamespace: TextOrNull,
  isPaused: Type.Boolean(),
  dailyStart: Type.String({ description: 'HH:MM' }),
  timeZone: Type.String(),
  nextRunAt: Type.String(),
  nextPollAt: Type.String({ description: 'When it is next asked for requested runs' }),
  addedAt: Type.String(),
});

/** Of these properties alone: what it is signed in to with stays out. */
export function organizationAnswer(organization: Organization): Static<typeof OrganizationSchema> {
  const { id, name, instanceUrl, authKind, packageNamespace: namespace, isPaused } = organization;
  return {
    organizationId: id,
    name,
    instanceUrl,
    authKind,
    packageNamespace: namespace,
    isPaused,
    ...organization.schedule,
    nextRunAt: organization.nextRunAt.toISOString(),
    nextPollAt: organization.nextPollAt.toISOString(),
    addedAt: organization.addedAt.toISOString(),
  };
}
