import { surelyUnused } from '../../domain/usage-arrival.ts';
import {
  usageFileWords,
  type AskedFile,
  type UsageCoverage,
  type UsageDataType,
} from '../../domain/usage-file.ts';
import { roundStart } from '../../domain/wanted-usage.ts';
import { settle, type FetchState } from './fetch-ports.ts';

/**
 * Notes that App Analytics has no row for a file. That is no usage only
 *
 * - where there are rows at other times: where there never were, the packages are more likely not enabled for App
 *   Analytics, and a 0 would be a lie. So it waits for the other files of the same type;
 * - of days whose data would have come by now: of the newest it may be late, so they stay without data and are asked for
 *   again in the next round.
 */
export async function settleEmpty(
  file: AskedFile,
  coverage: UsageCoverage,
  state: FetchState,
): Promise<void> {
  const { dataType } = file;
  const isUsed = hasRows(dataType, coverage, state);
  if (!isUsed && sameType(file, state).some((other) => isUndecided(other, state))) return;
  const unused = surelyUnused(file, file.askedAt);
  if (isUsed && unused && file.availableSince === null)
    await state.ports.inbox.deliverUnused(unused);
  if (!isUsed) tellNone(state, file);
  await settle(state, file, { state: 'no-data' });
}

/** Tells which days of this round have no data yet, whoever asked for them: numbers of the days before stand in. */
export function tellLate(coverage: UsageCoverage, state: FetchState): void {
  const since = roundStart(state.ports.clock.now());
  const late = [...state.asked.values()].filter(
    (file) =>
      file.state === 'no-data' &&
      file.availableSince === null &&
      file.askedAt >= since &&
      surelyUnused(file, file.askedAt) !== file &&
      hasRows(file.dataType, coverage, state),
  );
  for (const file of late) {
    const message = `App Analytics has no rows yet for ${usageFileWords(file)}.`;
    state.notices.push({ code: 'FILES_PENDING', message, count: 1 });
  }
}

function hasRows(dataType: UsageDataType, coverage: UsageCoverage, { asked }: FetchState): boolean {
  const isDelivered = (file: AskedFile): boolean =>
    file.dataType === dataType && file.state === 'delivered';
  return coverage[dataType].hasRows || [...asked.values()].some(isDelivered);
}

function sameType({ id, dataType }: AskedFile, { asked }: FetchState): readonly AskedFile[] {
  return [...asked.values()].filter((other) => other.dataType === dataType && other.id !== id);
}

/** Whether rows may still come of it; another empty one waits just like this one. */
function isUndecided(file: AskedFile, { empty }: FetchState): boolean {
  return file.state === 'open' && !empty.has(file.id);
}

function tellNone(state: FetchState, { dataType }: AskedFile): void {
  const message = `App Analytics has no ${dataType} of any package.`;
  if (state.notices.some((notice) => notice.message === message)) return;
  state.notices.push({ code: 'NO_USAGE_DATA', message, count: 1 });
}
