import type { FastifyInstance } from 'fastify';
import type { ApiService } from './api-service.ts';
import { auditChanges } from './audited.ts';
import { requireKey } from './authentication.ts';
import { answerRepeats, isReplay } from './idempotency.ts';
import { describeAsNamed } from './named-organization.ts';
import { organizationRoutes } from './organization-routes.ts';
import { auditRoute } from './routes/audit.ts';
import { issueKeyRoute } from './routes/keys/issue-key.ts';
import { listKeysRoute } from './routes/keys/list-keys.ts';
import { revokeKeyRoute } from './routes/keys/revoke-key.ts';
import { addOrganizationRoute } from './routes/organizations/add-organization.ts';
import { authorizeOrganizationRoute } from './routes/organizations/authorize-organization.ts';
import { getOrganizationRoute } from './routes/organizations/get-organization.ts';
import { listOrganizationsRoute } from './routes/organizations/list-organizations.ts';
import { pauseOrganizationRoutes } from './routes/organizations/pause-organization.ts';
import { removeOrganizationRoute } from './routes/organizations/remove-organization.ts';
import { renewEncryptionRoute } from './routes/organizations/renew-encryption.ts';
import { replaceConnectionRoute } from './routes/organizations/replace-connection.ts';
import { testConnectionRoute } from './routes/organizations/test-connection.ts';

/**
 * The routes under /v1. What is about one organization is there twice: for the organization of a key, and for one in the
 * address, as an operator asks who looks after all of them.
 */
export async function v1(api: FastifyInstance, service: ApiService): Promise<void> {
  // Before the key is looked at: guesses count, too.
  api.addHook('onRequest', api.rateLimit());
  requireKey(api, service);
  answerRepeats(api, service.idempotency);
  auditChanges(api, service.audit, isReplay);
  await api.register(listOrganizationsRoute, service);
  await api.register(addOrganizationRoute, service);
  await api.register(authorizeOrganizationRoute, service);
  await api.register(renewEncryptionRoute, service);
  await api.register(auditRoute, service);
  await api.register(listKeysRoute, service);
  await api.register(issueKeyRoute, service);
  await api.register(revokeKeyRoute, service);
  await api.register(organizationRoutes, service);
  await api.register(
    async (named) => {
      describeAsNamed(named);
      await named.register(getOrganizationRoute, service);
      await named.register(pauseOrganizationRoutes, service);
      await named.register(testConnectionRoute, service);
      await named.register(replaceConnectionRoute, service);
      await named.register(removeOrganizationRoute, service);
      await named.register(organizationRoutes, service);
    },
    { prefix: '/organizations/:organizationId' },
  );
}
