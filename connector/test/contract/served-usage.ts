import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { openIsvapp, type IsvappOptions } from '../../src/adapters/isvapp/open-isvapp.ts';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { systemClock } from '../../src/adapters/system-clock.ts';
import type { ApiScope } from '../../src/domain/api-key.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { answerProblem } from '../../src/entrypoints/http/problem.ts';
import { usageApi } from '../../src/entrypoints/http/usage/usage-api.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { UsageSource } from '../../src/ports/usage-source.ts';
import { usageSessions } from '../../src/service/usage-sessions.ts';
import type { OpenUsage } from './usage-source-adapter.ts';

export const servedOrganization = '00D000000000001AAA';

/** A connector that serves the usage of an organization on a port of this machine. */
export interface ServedUsage extends AsyncDisposable {
  readonly url: string;
  keyOf(scope: ApiScope, organizationId?: string | null): Promise<string>;
}

function fail(error: unknown): never {
  throw error;
}

export async function serveUsage(
  open: OpenUsage,
  clock: Clock = systemClock,
  port = 0,
): Promise<ServedUsage> {
  const store = openMemoryStore(clock);
  const sessions = usageSessions({ open, mostCharacters: 10_000_000, onFailure: fail, clock });
  const app = fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });
  app.setErrorHandler(answerProblem);
  await app.register(rateLimit, { global: false, max: 1_000_000, timeWindow: 60_000 });
  const find = (id: string) =>
    Promise.resolve(id === servedOrganization ? ({ id } as Organization) : undefined);
  const service = {
    version: '1.2.3',
    keys: store.keys,
    organizations: { find },
    usageSessions: sessions,
  };
  await app.register((api) => usageApi(api, service), { prefix: '/isvapp/v1' });
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    keyOf: async (scope, organizationId = servedOrganization) => {
      const request = { organizationId, name: `a ${scope} key`, scope, expiresAt: null };
      return (await store.keys.issue(request)).token;
    },
    [Symbol.asyncDispose]: async () => {
      app.server.closeAllConnections();
      await app.close();
      await sessions[Symbol.asyncDispose]();
    },
  };
}

/** The adapter over HTTP, to a server of its own that ends with it. */
export async function usageOverHttp(
  open: OpenUsage,
  options: Partial<IsvappOptions> = {},
): Promise<UsageSource & AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  const served = opening.use(await serveUsage(open));
  const apiKey = await served.keyOf('operate');
  const clock = systemClock;
  const usage = opening.use(
    openIsvapp({ url: served.url, apiKey, organizationId: null, clock, ...options }),
  );
  const opened = opening.move();
  return { ...usage, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}
