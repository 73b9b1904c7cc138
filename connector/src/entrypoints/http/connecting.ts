import type { Static } from 'typebox';
import type { Organization } from '../../domain/organization.ts';
import type { AuthorizationWanted } from '../../domain/authorization.ts';
import { OrgError } from '../../domain/org-error.ts';
import type { ApiService, AuthorizationBegun } from './api-service.ts';
import { ProblemError } from './problem.ts';
import type { AuthorizationSchema, ConnectionSchema } from './schemas/organization.ts';

/**
 * Connects the organization with what the body says.
 *
 * @throws ProblemError 422 where what was sent does not let the connector in, 409 where it can not keep a secret
 */
export async function connected(
  body: Static<typeof ConnectionSchema>,
  expectedOrganizationId: string | undefined,
  { add }: Pick<ApiService, 'add'>,
): Promise<Organization> {
  const { instanceUrl, secret, allowLocalAddress = false, packageNamespace } = body;
  if (!URL.canParse(instanceUrl)) throw refused(`"${instanceUrl}" is not an address.`);
  return possible(
    await letIn(() =>
      add({
        instanceUrl,
        secret,
        allowLocalAddress,
        expectedOrganizationId,
        packageNamespace: packageNamespace ?? undefined,
      }),
    ),
  );
}

/** What a request to connect in a browser says, and who sent it. */
export type AuthorizationAsked = Static<typeof AuthorizationSchema> &
  Pick<AuthorizationWanted, 'begunBy'>;

/** Begins a sign-in in a browser. Throws a ProblemError as `connected` does. */
export async function authorizationBegun(
  { packageNamespace, allowLocalAddress = false, ...rest }: AuthorizationAsked,
  { authorize }: Pick<ApiService, 'authorize'>,
): Promise<AuthorizationBegun> {
  if (!URL.canParse(rest.instanceUrl)) throw refused(`"${rest.instanceUrl}" is not an address.`);
  const wanted = {
    ...rest,
    allowLocalAddress,
    packageNamespace: packageNamespace ?? undefined,
  };
  return possible(await letIn(() => authorize(wanted)));
}

function possible<T extends object>(added: T | 'no-encryption-key' | 'local-not-allowed'): T {
  if (added === 'local-not-allowed')
    throw refused(
      'Local addresses are not allowed. Whoever runs the connector can start it with SALESFORCE_ALLOW_LOCAL=true.',
    );
  if (added !== 'no-encryption-key') return added;
  throw new ProblemError(
    409,
    'No secret can be kept',
    'ENCRYPTION_KEY is not set, so what the connector signs in with can not be kept. Whoever runs it can make one with "openssl rand -base64 32".',
  );
}

/** An organization that does not let us in with what the request brought is a fault of the request. */
async function letIn<T>(add: () => Promise<T>): Promise<T> {
  try {
    return await add();
  } catch (error) {
    const passes = error instanceof OrgError && ['quota', 'transient'].includes(error.kind);
    if (!(error instanceof OrgError) || passes) throw error;
    throw refused(error.message);
  }
}

function refused(detail: string): ProblemError {
  return new ProblemError(422, 'The organization does not let the connector in', detail);
}
