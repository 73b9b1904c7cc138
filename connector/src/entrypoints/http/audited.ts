import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiKey } from '../../domain/api-key.ts';
import type { AuditedAction } from '../../domain/audit-entry.ts';
import type { AuditLog } from '../../ports/audit-log.ts';
import { keyOfBearer } from './authentication.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the audit log calls it, such as `organization.pause`; absent of what changes nothing. */
    audit?: string;
  }
}

type Noted = Partial<Pick<AuditedAction, 'organizationId' | 'details'>>;

const noted = new WeakMap<FastifyRequest, Noted>();

/** Says what the entry of the request is to hold beside who, when and what. No secret may be among it. */
export function noteForAudit(request: FastifyRequest, note: Noted): void {
  noted.set(request, { ...noted.get(request), ...note });
}

/** Keeps what requests of these routes have changed, and by whose key. Requests that were refused have changed nothing. */
export function auditChanges(
  app: FastifyInstance,
  audit: AuditLog,
  isReplay: (request: FastifyRequest) => boolean,
): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const key = keyOfBearer(request);
    if (!key || reply.statusCode >= 400 || isReplay(request)) return payload;
    const entry = entryOf(request, key);
    if (entry) await recorded(entry, request, audit);
    return payload;
  });
}

/** Undefined where the route changes nothing. */
function entryOf(request: FastifyRequest, key: ApiKey): AuditedAction | undefined {
  const { audit: action } = request.routeOptions.config;
  if (action === undefined) return undefined;
  const { organizationId, ...params } = request.params as Record<string, string>;
  const note = noted.get(request);
  return {
    actor: { kind: 'api-key', id: key.id, name: key.name },
    organizationId: note?.organizationId ?? organizationId ?? key.organizationId,
    action,
    details: { ...params, ...note?.details },
  };
}

async function recorded(
  entry: AuditedAction,
  request: FastifyRequest,
  audit: AuditLog,
): Promise<void> {
  try {
    await audit.record(entry);
  } catch (error) {
    // It is done all the same, and whoever asked has to be told so.
    const { action } = entry;
    request.log.error({ err: error, action }, 'a change could not be kept in the audit log');
  }
}
