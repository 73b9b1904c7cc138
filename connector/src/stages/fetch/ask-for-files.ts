import { OrgError } from '../../domain/org-error.ts';
import { isSameFile, type UsageFile } from '../../domain/usage-file.ts';
import type { UsageRequest } from '../../ports/usage-requests.ts';
import { note, openFiles, type FetchState } from './fetch-ports.ts';

/** Requests of ours that wait or work at a time; the rest is asked for when they are through. */
const openLimit = 20;

/** States from which a file can still come; `NoData` says as much as a file. */
const useful = new Set(['New', 'Pending', 'Complete', 'NoData']);

/**
 * Asks for files, as many as may be under way. A request that is there already, because the answer to it was lost or
 * somebody of the organization made the same, is taken over instead.
 *
 * @param found the organization's requests of this round
 * @returns whether more may be asked for: false after a refusal, because the next would be refused as well
 */
export async function askForFiles(
  wanted: readonly UsageFile[],
  found: readonly UsageRequest[],
  state: FetchState,
): Promise<boolean> {
  for (const file of wanted) {
    if (openFiles(state).length >= openLimit) return true;
    try {
      await askForFile(file, found, state);
    } catch (error) {
      if (!(error instanceof OrgError)) throw error;
      state.notices.push({ code: 'FILES_NOT_REQUESTED', message: error.message, count: 1 });
      return false;
    }
  }
  return true;
}

async function askForFile(
  file: UsageFile,
  found: readonly UsageRequest[],
  state: FetchState,
): Promise<void> {
  const { requests, clock } = state.ports;
  const same = found.find(
    (request) =>
      useful.has(request.state) &&
      !state.asked.has(request.id) &&
      request.file !== undefined &&
      isSameFile(request.file, file),
  );
  const askedAt = same?.createdAt ?? clock.now();
  const id = same?.id ?? (await requests.ask(file));
  await note(state, { ...file, id, askedAt, state: 'open', settledAt: null, bytes: 0 });
}
