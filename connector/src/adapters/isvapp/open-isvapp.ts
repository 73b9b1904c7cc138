import { randomUUID } from 'node:crypto';
import { UsageError } from '../../domain/usage-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { UsageSource } from '../../ports/usage-source.ts';
import {
  CatalogueAnswer,
  FeaturesAnswer,
  NothingAnswer,
  PackagesAnswer,
  RefreshAnswer,
  SessionAnswer,
} from './isvapp-answers.ts';
import { isvappClient, type IsvappClient, type IsvappClientOptions } from './isvapp-client.ts';
import { isvappTransport } from './isvapp-transport.ts';
import { remoteReport } from './remote-report.ts';
import { untilDone } from './until-done.ts';

export interface IsvappOptions extends Pick<IsvappClientOptions, 'apiKey' | 'headers'> {
  /** Where a connector serves the ISVapp port; a path in it is kept. */
  readonly url: string;
  /** 18 characters; null for the organization that the key belongs to. */
  readonly organizationId: string | null;
  readonly clock: Clock;
  /** Longest silence of the other side, one minute where it is not given. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 60_000;

/**
 * ISVapp's usage where a connector elsewhere counts it (docs/isvapp-api.md). Nothing is sent until it is used. What fails is
 * a UsageError that names the setting to look at; nothing that fails is a number.
 */
export function openIsvapp(options: IsvappOptions): UsageSource & AsyncDisposable {
  const { apiKey, headers, clock, timeoutMs = defaultTimeoutMs } = options;
  const url = options.url.replace(/\/+$/, '');
  const transport = isvappTransport(url, timeoutMs);
  const client = isvappClient({ url, apiKey, headers, clock, transport });
  return remoteUsage(client, sessionKeeper(client, options.organizationId));
}

interface SessionKeeper {
  /** Where it is asked of, below `/isvapp/v1`; begun with the first question. */
  path(): Promise<string>;
  end(): Promise<void>;
}

function sessionKeeper(client: IsvappClient, organizationId: string | null): SessionKeeper {
  let begun: Promise<string> | undefined;
  const begin = async (): Promise<string> => {
    const { sessionId } = await client.ask({
      purpose: 'open the usage data',
      method: 'POST',
      path: '/sessions',
      body: { organizationId },
      answer: SessionAnswer,
    });
    return `/sessions/${sessionId}`;
  };
  return {
    path: () => {
      begun ??= begin().catch((error: unknown) => {
        // The next question tries anew.
        begun = undefined;
        throw error;
      });
      return begun;
    },
    end: async () => {
      const path = await begun?.catch(() => undefined);
      if (path !== undefined) await closed(client, path);
      await client.close();
    },
  };
}

function remoteUsage(client: IsvappClient, session: SessionKeeper): UsageSource & AsyncDisposable {
  let closing: Promise<void> | undefined;
  return {
    refresh: async () => {
      const path = `${await session.path()}/refreshes/${randomUUID()}`;
      const { notices } = await untilDone(client.clock, () =>
        client.ask({
          purpose: 'take in App Analytics files',
          method: 'PUT',
          path,
          answer: RefreshAnswer,
        }),
      );
      return notices;
    },
    features: async () => {
      const { features } = await client.ask({
        purpose: 'read the features',
        method: 'GET',
        path: `${await session.path()}/features`,
        answer: FeaturesAnswer,
      });
      return features;
    },
    packagesNotEnabled: async () => {
      const { packageIds } = await client.ask({
        purpose: 'read which packages are not enabled',
        method: 'GET',
        path: `${await session.path()}/packages-not-enabled`,
        answer: PackagesAnswer,
      });
      return new Set(packageIds);
    },
    catalogue: async (packages, window) => {
      const { metrics } = await client.ask({
        purpose: 'read the catalogue of metrics',
        method: 'POST',
        path: `${await session.path()}/catalogue`,
        body: { packages: packages.map(({ id, name }) => ({ id, name })), window },
        answer: CatalogueAnswer,
      });
      return metrics;
    },
    measure: async (request) => remoteReport(client, await session.path(), request),
    [Symbol.asyncDispose]: () => (closing ??= session.end()),
  };
}

/** A session that can't be told so ends by itself; a run that has all it asked for does not fail on it. */
async function closed(client: IsvappClient, session: string): Promise<void> {
  const question = { purpose: 'end the session', method: 'DELETE', path: session } as const;
  await client.ask({ ...question, answer: NothingAnswer }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
  });
}
