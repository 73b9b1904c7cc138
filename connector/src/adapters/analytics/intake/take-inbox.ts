import { rm, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CalendarDate } from '../../../domain/calendar-date.ts';
import type { Notice } from '../../../domain/usage-report.ts';
import type { Database } from '../engine/database.ts';
import { sqlText } from '../engine/sql-text.ts';
import { blocking, unblocking } from '../storage/blocked-days.ts';
import type { PartStore } from '../storage/part-store.ts';
import { confirmedKind } from './confirmed-kind.ts';
import { coveredDays, namedDays } from './covered-days.ts';
import { deliveredName, type DeliveredName } from './delivered-name.ts';
import type { FileKind } from './file-kind.ts';
import { FileRejection } from './file-rejection.ts';
import type { Inbox, InboxFile } from './inbox.ts';
import { sourceFile } from './source-file.ts';
import { stageFile, type StagedFile } from './staged-file.ts';

export interface Intake {
  readonly inbox: Inbox;
  readonly database: Database;
  readonly store: PartStore;
  /** UTC. */
  readonly today: CalendarDate;
}

/**
 * Takes in every file that waits, one after the other, each as a whole or not at all. Returns a notice for
 * each that was set aside.
 *
 * @throws where the machine fails (disk full, no memory): the file at hand stays in the inbox, and taking it
 *   again later is harmless, also where it had been taken just before the failure
 */
export async function takeInbox(intake: Intake): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  for (const file of await intake.inbox.waiting()) {
    const rejected = await takeWaiting(file, intake);
    if (rejected) notices.push(rejection(file, rejected));
  }
  return notices;
}

/** Takes in a file that waits; the reason where it was set aside instead. Throws as takeInbox does. */
export async function takeWaiting(
  file: InboxFile,
  intake: Intake,
): Promise<FileRejection | undefined> {
  try {
    await takeFile(file, intake);
  } catch (error) {
    if (!(error instanceof FileRejection)) throw trouble(file, error);
    await setAside(file, error, intake);
    return error;
  }
  await intake.inbox.moveToProcessed(file);
  return undefined;
}

/** The days first: a file that lies aside without having blocked its days would be forgotten. */
async function setAside(
  file: InboxFile,
  error: FileRejection,
  { inbox, database, today }: Intake,
): Promise<void> {
  await database.transaction(blockingOf(file.name, today));
  await inbox.moveToRejected(file, error.message);
}

function blockingOf(fileName: string, today: CalendarDate): readonly string[] {
  try {
    const name = deliveredName(fileName);
    const { dataType, part } = name;
    if (dataType === undefined) return [];
    return blocking({ dataType, days: namedDays(name, today), part }, fileName);
  } catch (error) {
    // A name that makes no sense names no days, and is what the file was rejected for.
    if (error instanceof FileRejection) return [];
    throw error;
  }
}

function rejection({ name }: InboxFile, error: FileRejection): Notice {
  return {
    code: 'FILE_REJECTED',
    message:
      `The App Analytics file ${name} was not taken in. ${error.message} It lies in the inbox folder ` +
      '"rejected"; whoever delivers the files can deliver it again, corrected.',
    count: 1,
  };
}

function trouble({ path }: InboxFile, error: unknown): Error {
  const said = error instanceof Error ? error.message : String(error);
  return new Error(`The App Analytics file ${path} could not be taken in now: ${said}`, {
    cause: error,
  });
}

async function takeFile(file: InboxFile, intake: Intake): Promise<void> {
  const { database, store } = intake;
  const name = deliveredName(file.name);
  // The engine sees a name of ours: it would take characters of the delivered one for a pattern.
  const link = store.stagingPath();
  await symlink(resolve(file.path), link);
  try {
    const source = await sourceFile(link, database);
    const kind = confirmedKind(source.columns, name.dataType);
    const staged = await stageFile(source, kind, database, store);
    try {
      const covered = coveredDays(name, kind.dataType, staged.days, intake.today);
      await keep(kind, staged, covered, store, unblockingOf(name, intake.today));
    } finally {
      await staged[Symbol.asyncDispose]();
    }
  } finally {
    await rm(link, { force: true });
  }
}

async function keep(
  kind: FileKind,
  { relation, days }: StagedFile,
  loadedDays: readonly CalendarDate[],
  store: PartStore,
  unblocked: readonly string[],
): Promise<void> {
  const parts = [];
  for (const day of days) parts.push(...(await kind.writeParts(store, relation, day)));
  const { dataType } = kind;
  const statements = [
    ...unblocked,
    packagesSeen(dataType, relation),
    packageDays(kind, relation),
    ...kind.remembered(relation),
  ];
  await store.commit({ dataType, parts, loadedDays, statements });
}

function unblockingOf(name: DeliveredName, today: CalendarDate): readonly string[] {
  const { dataType, part } = name;
  return dataType === undefined ? [] : unblocking({ dataType, days: namedDays(name, today), part });
}

function packageDays({ dataType, tells }: FileKind, relation: string): string {
  return `INSERT INTO package_day
    SELECT DISTINCT ${sqlText(dataType)}, day, package_id FROM ${relation}
    WHERE package_id <> '' AND ${tells}
    EXCEPT SELECT data_type, day, package_id FROM package_day`;
}

/** Sandboxes included: the files are about the package, even where nobody but a sandbox uses it. */
function packagesSeen(dataType: string, relation: string): string {
  return `INSERT INTO seen_package
    SELECT DISTINCT ${sqlText(dataType)}, package_id, namespace FROM ${relation} WHERE package_id <> ''
    EXCEPT SELECT data_type, package_id, namespace FROM seen_package`;
}
