import { OrgError } from '../../domain/org-error.ts';
import { usageFileWords, type UsageCoverage, type UsageFile } from '../../domain/usage-file.ts';
import type { Notice } from '../../domain/usage-report.ts';
import { roundStart, wantedUsage } from '../../domain/wanted-usage.ts';
import type { UsageRequest } from '../../ports/usage-requests.ts';
import { askForFiles } from './ask-for-files.ts';
import {
  askedFiles,
  openFiles,
  type FetchPorts,
  type FetchSettings,
  type FetchState,
} from './fetch-ports.ts';
import { tellLate } from './settle-empty.ts';
import { settleRequests } from './settle-requests.ts';

export interface FetchResult {
  readonly notices: readonly Notice[];
  /** How many files are still to come. */
  readonly open: number;
}

/** By how much the clocks of this machine and of Salesforce may differ. */
const clockMarginMs = 10 * 60_000;
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

/**
 * Brings App Analytics files into the inbox: asks for what is missing, and fetches what is ready. It costs no API call
 * where nothing is missing; else one for each look and one for each request. Nothing that goes wrong with Salesforce
 * ends it: that is told in its notices, and the days concerned stay without data.
 *
 * @param coverage what was taken in so far
 */
export async function fetchUsage(
  organizationId: string,
  coverage: UsageCoverage,
  settings: FetchSettings,
  ports: FetchPorts,
  signal: AbortSignal,
): Promise<FetchResult> {
  const asked = await askedFiles(organizationId, ports);
  const parts = { organizationId, settings, ports, signal, notices: [], empty: new Set<string>() };
  const state: FetchState = { ...parts, asked };
  try {
    await fetchAll(coverage, state);
  } catch (error) {
    if (!(error instanceof OrgError)) throw error;
    state.notices.push({ code: 'FILES_NOT_REQUESTED', message: error.message, count: 1 });
  }
  tellOpen(state);
  tellLate(coverage, state);
  return { notices: state.notices, open: openFiles(state).length };
}

async function fetchAll(coverage: UsageCoverage, state: FetchState): Promise<void> {
  const { ports, settings, signal } = state;
  const untilMs = ports.clock.now().getTime() + settings.waitMs;
  const isMissing = (await wanted(coverage, state)).length > 0;
  if (!isMissing && openFiles(state).length === 0) return;
  let mayAsk = true;
  for (let pauseMs = firstPauseMs; !signal.aborted; pauseMs = longer(pauseMs)) {
    const found = await look(state);
    await settleRequests(found, coverage, state);
    mayAsk = mayAsk && (await askForFiles(await wanted(coverage, state), found, state));
    const nothingToCome = openFiles(state).length === 0;
    if (nothingToCome || ports.clock.now().getTime() + pauseMs > untilMs) return;
    await ports.clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

function longer(pauseMs: number): number {
  return Math.min(pauseMs * 2, longestPauseMs);
}

async function wanted(coverage: UsageCoverage, state: FetchState): Promise<readonly UsageFile[]> {
  const { ports, settings, asked } = state;
  const days = await ports.inbox.waitingDays();
  return wantedUsage({
    now: ports.clock.now(),
    coverage,
    waiting: (dataType) => days.get(dataType) ?? new Set(),
    asked: [...asked.values()],
    lookBackDays: settings.lookBackDays,
  });
}

/** The organization's requests: those of the round, which might be what is wanted, and those that are open. */
function look(state: FetchState): Promise<readonly UsageRequest[]> {
  const { clock, requests } = state.ports;
  const times = openFiles(state).map(({ askedAt }) => askedAt.getTime());
  const oldestMs = Math.min(roundStart(clock.now()).getTime(), ...times);
  return requests.createdSince(new Date(oldestMs - clockMarginMs));
}

const namedFiles = 3;

function tellOpen(state: FetchState): void {
  const files = openFiles(state);
  if (files.length === 0) return;
  const names = files.slice(0, namedFiles).map(usageFileWords).join('; ');
  const rest = files.length > namedFiles ? ` and ${files.length - namedFiles} more` : '';
  const message = `App Analytics still works on: ${names}${rest}.`;
  state.notices.push({ code: 'FILES_PENDING', message, count: files.length });
}
