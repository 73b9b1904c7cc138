import type { Static } from 'typebox';
import type { Organization } from '../../domain/organization.ts';
import { OrgError } from '../../domain/org-error.ts';
import type { ApiService } from './api-service.ts';
import { ProblemError } from './problem.ts';
import type { ConnectionSchema } from './schemas/organization.ts';

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
  const added = await letIn(() =>
    add({
      instanceUrl,
      secret,
      allowLocalAddress,
      expectedOrganizationId,
      packageNamespace: packageNamespace ?? undefined,
    }),
  );
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
