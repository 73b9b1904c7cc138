import type { Actor, AuditedAction } from '../domain/audit-entry.ts';
import type { ApiKeys } from '../ports/api-keys.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Service } from '../service.ts';

/** What is changed at the command line. */
type Audited = Pick<Service, 'organizations' | 'keys' | 'add' | 'remove'>;

/** The same, with an entry in the audit log for each change. */
export function auditedCommands(service: Audited, audit: AuditLog, actor: Actor): Audited {
  const record = (action: string, part: Partial<AuditedAction>): Promise<void> =>
    audit.record({ organizationId: null, details: {}, ...part, action, actor });
  return {
    organizations: auditedOrganizations(service.organizations, record),
    keys: auditedKeys(service.keys, record),
    add: async (wanted) => {
      const added = await service.add(wanted);
      const { id: organizationId, instanceUrl, authKind } = added;
      await record('organization.add', { organizationId, details: { instanceUrl, authKind } });
      return added;
    },
    remove: async (organizationId) => {
      const removed = await service.remove(organizationId);
      if (removed)
        await record('organization.remove', {
          organizationId,
          details: { access: removed.access },
        });
      return removed;
    },
  };
}

type Record = (action: string, part: Partial<AuditedAction>) => Promise<void>;

function auditedOrganizations(
  organizations: Service['organizations'],
  record: Record,
): Service['organizations'] {
  return {
    ...organizations,
    setPaused: async (organizationId, isPaused) => {
      const isThere = await organizations.setPaused(organizationId, isPaused);
      if (isThere)
        await record(`organization.${isPaused ? 'pause' : 'resume'}`, { organizationId });
      return isThere;
    },
    renewEncryption: async () => {
      const renewed = await organizations.renewEncryption();
      await record('encryption.renew', { details: { renewed } });
      return renewed;
    },
  };
}

function auditedKeys(keys: ApiKeys, record: Record): ApiKeys {
  return {
    ...keys,
    issue: async (request) => {
      const issued = await keys.issue(request);
      const { id, name, scope, organizationId } = issued.key;
      await record('key.issue', { organizationId, details: { id, name, scope } });
      return issued;
    },
    revoke: async (id) => {
      const isRevoked = await keys.revoke(id);
      if (isRevoked) await record('key.revoke', { details: { id } });
      return isRevoked;
    },
  };
}
