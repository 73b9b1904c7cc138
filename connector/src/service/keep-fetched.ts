import { usageInbox } from '../adapters/analytics/intake/delivery.ts';
import { inTurn } from '../adapters/analytics/engine/in-turn.ts';
import { places } from '../adapters/queue/places.ts';
import { repeat } from '../adapters/queue/repeat.ts';
import type { Store } from '../adapters/store/open-store.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { ServiceConfig } from '../config.ts';
import { startDelayMs } from '../domain/daily-schedule.ts';
import { roundStart } from '../domain/wanted-usage.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { FetchResult } from '../stages/fetch/fetch-usage.ts';
import type { AnalyticsFolders } from './analytics-folders.ts';
import type { FetchTurns } from './fetch-turns.ts';
import { fetchAhead } from './usage-fetching.ts';

export interface KeepFetchedParts {
  readonly store: Pick<Store, 'organizations' | 'usageRequests' | 'runs'>;
  readonly config: Pick<ServiceConfig, 'analytics' | 'scheduleSpreadMs'>;
  readonly folders: AnalyticsFolders;
  readonly turns: FetchTurns;
  /** Makes known in the organization what can be mapped. */
  readonly publish: (organizationId: string) => Promise<unknown>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

const tickMs = 60_000;
const dayMs = 86_400_000;
/** Files go from the network to the disk: many at a time cost little memory. */
const fetchesAtOnce = 8;
/** Within a request, and between two parts of a file. */
const fetchTimeoutMs = 60_000;
/** App Analytics has 15 minutes for a request; a look costs an API call. */
const openPauseMs = 5 * 60_000;
const troublePauseMs = 3_600_000;
/** So long nobody else fetches for the organization, unless its worker died. */
const leaseMs = 2 * 3_600_000;

/**
 * Fetches App Analytics files ahead of the runs of all organizations, until the signal aborts: from 23:00 UTC on, when a
 * further day is complete, and then until everything that was asked for is there.
 */
export async function keepFetched(parts: KeepFetchedParts, signal: AbortSignal): Promise<void> {
  const failed = (error: unknown): void => {
    parts.logger.error({ error }, 'App Analytics files could not be fetched; it is tried again');
  };
  if (!parts.config.analytics.fetch) return;
  const fetches = places(fetchesAtOnce, failed);
  // Publishing takes files in, with the memory of a run: one organization after the other.
  const publishing = inTurn();
  const publish = (id: string): Promise<unknown> => publishing(() => parts.publish(id));
  const own = { ...parts, publish };
  const due = (most: number): Promise<readonly string[]> => claimDue(most, own, signal);
  const fetch = (id: string): Promise<void> => triedFetch(id, own, signal);
  await repeat(() => fetches.fill(due, fetch), tickMs, parts.clock, signal, failed);
  await fetches.emptied();
}

async function claimDue(
  most: number,
  { store, clock }: KeepFetchedParts,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (signal.aborted) return [];
  const now = clock.now();
  return store.usageRequests.claimFetches(now, new Date(now.getTime() + leaseMs), most);
}

async function triedFetch(id: string, parts: KeepFetchedParts, signal: AbortSignal): Promise<void> {
  const { store, clock, logger } = parts;
  try {
    await fetchFor(id, parts, signal);
  } catch (error) {
    logger.warn({ organizationId: id, error }, 'Its App Analytics files could not be fetched');
    await store.usageRequests.setNextFetch(id, new Date(clock.now().getTime() + troublePauseMs));
  }
}

async function fetchFor(id: string, parts: KeepFetchedParts, signal: AbortSignal): Promise<void> {
  const { store, config, folders, turns, clock, logger } = parts;
  const book = store.usageRequests;
  // A run is at it. Other organizations are not to wait for how long that takes.
  if (turns.isTaken(id))
    return book.setNextFetch(id, new Date(clock.now().getTime() + openPauseMs));
  const organization = await store.organizations.find(id);
  const { fetch } = config.analytics;
  if (!organization || !fetch) return;
  await using salesforce = await salesforceOf(organization, store.organizations, clock, {
    timeoutMs: fetchTimeoutMs,
  });
  const own = { fetch, salesforce, inbox: folders.of(id).inbox, book, turns, clock };
  const result = await fetchAhead(id, own, signal);
  const { notices, open } = result;
  logger.info({ organizationId: id, notices, open }, 'App Analytics files were asked for');
  await book.setNextFetch(id, nextFetch(id, result, clock.now(), config.scheduleSpreadMs));
  if (open === 0 && (await isAwaited(id, own.inbox, parts))) await parts.publish(id);
}

/**
 * Whether files wait for the first run of an organization. Somebody is setting it up: what can be mapped is told them now.
 * Later on the analytics stay closed, so that runs find them free, and runs publish.
 */
async function isAwaited(
  id: string,
  inbox: string,
  { store, clock }: KeepFetchedParts,
): Promise<boolean> {
  const [ranBefore] = await store.runs.newestRuns(id, 1);
  if (ranBefore) return false;
  const waiting = await usageInbox(inbox, clock).waitingDays();
  return [...waiting.values()].some(({ size }) => size > 0);
}

function nextFetch(id: string, { notices, open }: FetchResult, now: Date, spreadMs: number): Date {
  const isRefused = notices.some(({ code }) => code === 'FILES_NOT_REQUESTED');
  if (isRefused) return new Date(now.getTime() + troublePauseMs);
  if (open > 0) return new Date(now.getTime() + openPauseMs);
  const round = roundStart(now).getTime() + startDelayMs(id, spreadMs);
  return new Date(round > now.getTime() ? round : round + dayMs);
}
