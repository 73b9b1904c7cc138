import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { dateOf } from '../../../domain/calendar-date.ts';
import type { UsageFile } from '../../../domain/usage-file.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { UsageInbox } from '../../../ports/usage-inbox.ts';
import { dataTypes, type DataType } from '../data-type.ts';
import { namedDays } from './covered-days.ts';
import { deliveredName } from './delivered-name.ts';
import { fileKinds } from './confirmed-kind.ts';
import { FileRejection } from './file-rejection.ts';
import { freePath, openInbox, type Inbox } from './inbox.ts';

/**
 * The inbox as whoever fetches files sees it. It knows nothing of the engine, so that files arrive while a run has
 * the analytics folder to itself. Makes its folders where they are missing.
 */
export function usageInbox(directory: string, clock: Pick<Clock, 'now'>): UsageInbox {
  const write = async (name: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
    await openInbox(directory);
    // A name with a dot in front is left alone until the file is whole.
    const written = join(directory, `.${name}.part`);
    try {
      await pipeline(Readable.from(content), createWriteStream(written));
      await forceToDisk(written);
      await rename(written, await freePath(directory, name));
      await forceToDisk(directory);
    } catch (error) {
      await rm(written, { force: true });
      throw error;
    }
  };
  return {
    waitingDays: async () => {
      const inbox = await openInbox(directory);
      const today = dateOf(clock.now());
      const days = new Map(dataTypes.map((each) => [each, new Set<string>()]));
      for (const [dataType, day] of await waitingDays(inbox, today)) days.get(dataType)?.add(day);
      return days;
    },
    deliver: (file, content) => write(`${deliveryName(file)}.csv.gz`, content),
    deliverUnused: (file) => write(`${deliveryName(file)}.csv`, headerOf(file.dataType)),
  };
}

/** As `deliveredName` reads it: `PackageUsageLog_2026-11-16_2026-11-22`. */
function deliveryName({ dataType, period, availableSince }: UsageFile): string {
  const length = dataType === 'PackageUsageSummary' ? 7 : 10;
  const ends = [period.start.slice(0, length), period.end.slice(0, length)];
  const days = [...new Set(ends)].join('_');
  // A colon is no character for a file's name everywhere.
  const since = availableSince?.toISOString().slice(0, 19).replaceAll(':', '-');
  return [dataType, days, ...(since === undefined ? [] : [`since_${since}Z`])].join('_');
}

async function waitingDays(
  inbox: Inbox,
  today: string,
): Promise<readonly (readonly [DataType, string])[]> {
  const files = await inbox.waiting();
  return files.flatMap(({ name }) => daysNamed(name, today));
}

/** None where the name makes no sense: such a file is rejected when it is taken in, and its days are missing. */
function daysNamed(name: string, today: string): readonly (readonly [DataType, string])[] {
  try {
    const delivered = deliveredName(name);
    const { dataType, lateRowsOnly } = delivered;
    if (dataType === undefined || lateRowsOnly) return [];
    return namedDays(delivered, today).map((day) => [dataType, day] as const);
  } catch (error) {
    if (error instanceof FileRejection) return [];
    throw error;
  }
}

/** The columns without which a file is rejected, and no row. */
async function* headerOf(dataType: DataType): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(`${fileKinds[dataType].essential.join(',')}\n`));
}

async function forceToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
