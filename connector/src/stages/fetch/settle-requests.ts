import { OrgError } from '../../domain/org-error.ts';
import { usageFileWords, type AskedFile, type UsageCoverage } from '../../domain/usage-file.ts';
import type { UsageDownload, UsageRequest } from '../../ports/usage-requests.ts';
import { learn, openFiles, settle, type FetchState } from './fetch-ports.ts';
import { settleEmpty } from './settle-empty.ts';

/** A request is processed within 15 minutes; nothing is expected of one after a day. */
const overdueMs = 24 * 3_600_000;
const dayMs = 24 * 3_600_000;
const downloadAttempts = 3;
const retryPauseMs = 2_000;

/**
 * Notes what the organization's requests say of the files that are open, and brings those that are ready.
 *
 * @param found the organization's requests, as far back as the oldest open one
 */
export async function settleRequests(
  found: readonly UsageRequest[],
  coverage: UsageCoverage,
  state: FetchState,
): Promise<void> {
  const byId = new Map(found.map((request) => [request.id, request]));
  const empty: AskedFile[] = [];
  for (const file of openFiles(state)) {
    if (state.signal.aborted) return;
    const request = byId.get(file.id);
    if (request?.state === 'NoData') empty.push(file);
    else await settleOne(file, request, state);
  }
  for (const { id } of empty) state.empty.add(id);
  for (const file of empty) await settleEmpty(file, coverage, state);
}

async function settleOne(
  file: AskedFile,
  request: UsageRequest | undefined,
  state: FetchState,
): Promise<void> {
  if (request?.state === 'Failed') {
    tell(state, file, `App Analytics failed: ${request.message || 'it does not say why'}`);
    await settle(state, file, { state: 'failed' });
  } else if (request && !hasEnded(request)) {
    await settleLate(file, state);
  } else if (request?.download) {
    await bring(file, request.download, state);
  } else {
    // Too old, or its record was deleted.
    await settle(state, file, { state: 'expired' });
  }
}

function hasEnded({ state }: UsageRequest): boolean {
  return state === 'Complete' || state === 'Delivered' || state === 'Expired';
}

async function settleLate(file: AskedFile, state: FetchState): Promise<void> {
  if (state.ports.clock.now().getTime() - file.askedAt.getTime() < overdueMs) return;
  tell(state, file, 'App Analytics has worked on it for a day without a result');
  await settle(state, file, { state: 'overdue' });
}

async function bring(file: AskedFile, download: UsageDownload, state: FetchState): Promise<void> {
  await learn(state);
  if (state.asked.get(file.id)?.state !== 'open') return;
  const bytes = download.bytes ?? 0;
  const left = state.settings.dailyBytes - bytesOfLastDay(state);
  if (bytes > left) {
    tell(
      state,
      file,
      `its ${bytes} bytes are more than the ${Math.max(left, 0)} that may still be fetched today`,
    );
    return settle(state, file, { state: 'failed' });
  }
  const trouble = await delivered(file, download, state);
  if (trouble === undefined) return settle(state, file, { state: 'delivered', bytes });
  // Its address is older than an hour.
  if (trouble instanceof OrgError && trouble.code === 'DOWNLOAD_REFUSED')
    return settle(state, file, { state: 'expired' });
  // It stays open: the next look may bring it, until its address expires.
  tell(state, file, trouble.message);
}

function bytesOfLastDay({ asked, ports }: FetchState): number {
  const since = ports.clock.now().getTime() - dayMs;
  return [...asked.values()]
    .filter(({ settledAt }) => settledAt !== null && settledAt.getTime() > since)
    .reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Undefined where the file lies in the inbox, else what hindered it. */
async function delivered(
  file: AskedFile,
  download: UsageDownload,
  { ports, signal }: FetchState,
): Promise<Error | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ports.inbox.deliver(file, untilAborted(ports.requests.download(download), signal));
      return undefined;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!isPassing(error) || attempt >= downloadAttempts || signal.aborted) return error;
      await ports.clock.sleep(attempt * retryPauseMs);
    }
  }
}

function isPassing(error: Error): boolean {
  return error instanceof OrgError && (error.kind === 'transient' || error.kind === 'incomplete');
}

async function* untilAborted(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    signal.throwIfAborted();
    yield chunk;
  }
}

function tell({ notices }: FetchState, file: AskedFile, what: string): void {
  const message = `${usageFileWords(file)} was not fetched: ${what.replace(/\.$/, '')}.`;
  if (notices.some((notice) => notice.message === message)) return;
  notices.push({ code: 'FILE_NOT_FETCHED', message, count: 1 });
}
