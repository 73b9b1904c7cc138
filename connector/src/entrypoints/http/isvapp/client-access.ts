import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKey } from '../../../domain/api-key.ts';
import type { Organization } from '../../../domain/organization.ts';
import { bearerToken } from '../bearer-token.ts';
import { ProblemError } from '../problem.ts';
import type { IsvappService } from './isvapp-service.ts';
import type { Pace } from './pace.ts';

/** The one scope that is publicly known of ISVapp; it opens all that is served of its API here. */
export const knownScope = 'identity';

const organizations = new WeakMap<FastifyRequest, Organization>();

/** Lets in who has an access token with the scope, or an API key itself: ISVapp takes either as a bearer. */
export function requireClient(app: FastifyInstance, service: IsvappService, pace: Pace): void {
  app.addHook('onRequest', async (request, reply) => {
    const key = await keyOf(request, service);
    if (!key) {
      void reply.header('www-authenticate', 'Bearer realm="isvapp-connector"');
      throw new ProblemError(
        401,
        'No valid access token',
        'The request has no access token or API key that this connector knows, or it was revoked or has expired. POST /api/oauth2/token issues a token for an API key.',
      );
    }
    await pace(key.id, reply);
    organizations.set(request, await connectedOrganization(key, service));
  });
}

/** The organization that the request is about: that of its key. */
export function organizationOfClient(request: FastifyRequest): Organization {
  const organization = organizations.get(request);
  if (!organization)
    throw new Error('A route outside of requireClient asked for its organization.');
  return organization;
}

async function keyOf(
  request: FastifyRequest,
  { keys, accessTokens }: IsvappService,
): Promise<ApiKey | undefined> {
  const token = bearerToken(request);
  if (token === undefined) return undefined;
  const grant = await accessTokens.verify(token);
  if (!grant) return keys.verify(token);
  if (grant.scopes.includes(knownScope)) return grant.key;
  throw new ProblemError(
    403,
    'The scope of the token is too narrow',
    `The access token does not have the scope ${knownScope}. Ask for it with scope=${knownScope}.`,
  );
}

async function connectedOrganization(
  { organizationId, name }: ApiKey,
  service: IsvappService,
): Promise<Organization> {
  const found =
    organizationId === null ? undefined : await service.organizations.find(organizationId);
  if (found) return found;
  throw new ProblemError(
    403,
    'No organization',
    organizationId === null
      ? `The API key "${name}" is of no single organization. Whoever runs the connector can issue one that is with "isvapp-connector keys add --org".`
      : `The API key "${name}" is of the organization ${organizationId}, which this connector does not serve.`,
  );
}
