import { copyFile, lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FileRejection } from './file-rejection.ts';

/** A file that waits to be taken in. */
export interface InboxFile {
  readonly name: string;
  readonly path: string;
}

/** The folder App Analytics files arrive in. */
export interface Inbox {
  /** What waits, in the order of arrival: of two deliveries of a day, the later one counts. */
  waiting(): Promise<readonly InboxFile[]>;
  /** Puts a copy of a file here, under its own name or, where that is taken, one beside it. */
  copyIn(path: string): Promise<InboxFile>;
  /**
   * Puts a file that was taken in aside. Kept, not deleted: App Analytics gives out a day's log for 45 days
   * only, and we keep few of its columns. How long is the operator's choice.
   */
  moveToProcessed(file: InboxFile): Promise<void>;
  /** Puts a bad file aside, with the reason in a text file beside it. */
  moveToRejected(file: InboxFile, reason: string): Promise<void>;
}

/** Endings of data files. Anything else is left alone: uploads in progress, notes, descriptions. */
const dataFile = /\.(?:csv|csv\.gz|parquet)$/i;

/** Opens the inbox, and makes its folders where they are missing. */
export async function openInbox(directory: string): Promise<Inbox> {
  const processed = join(directory, 'processed');
  const rejected = join(directory, 'rejected');
  await mkdir(processed, { recursive: true });
  await mkdir(rejected, { recursive: true });
  return {
    waiting: () => waitingFiles(directory),
    copyIn: (path) => copyIn(path, directory),
    moveToProcessed: async (file) => {
      await rename(file.path, await freePath(processed, file.name));
    },
    moveToRejected: async (file, reason) => {
      const path = await freePath(rejected, file.name);
      // The reason first: a rejected file without one would be a riddle, a reason without its file is not.
      await writeFile(`${path}.reason.txt`, `${reason}\n`);
      await rename(file.path, path);
    },
  };
}

/** @throws FileRejection where nothing of that name could be taken in, or it can't be read */
async function copyIn(path: string, directory: string): Promise<InboxFile> {
  const name = basename(path);
  if (!dataFile.test(name)) {
    throw new FileRejection('Its name ends neither with .csv nor with .csv.gz or .parquet.');
  }
  const copy = join(directory, `.${name}.part`);
  try {
    await copyFile(path, copy);
  } catch (error) {
    await rm(copy, { force: true });
    throw isUnreadable(error)
      ? new FileRejection(`It can't be read (${error.code}).`, { cause: error })
      : error;
  }
  const free = await freePath(directory, name);
  await rename(copy, free);
  return { name: basename(free), path: free };
}

const unreadable = new Set(['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'ENOTSUP']);

function isUnreadable(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'code' in error && unreadable.has(String(error.code));
}

async function waitingFiles(directory: string): Promise<readonly InboxFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.') && dataFile.test(entry.name),
  );
  const arrivals = await Promise.all(
    files.map(async ({ name }) => {
      const path = join(directory, name);
      return { name, path, arrivedMs: (await lstat(path)).mtimeMs };
    }),
  );
  return arrivals.sort((a, b) => a.arrivedMs - b.arrivedMs || (a.name < b.name ? -1 : 1));
}

/** A path that is not taken: the same name may come again, and no delivery overwrites another. */
export async function freePath(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  const dot = name.indexOf('.');
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${name.slice(0, dot)}~${number}${name.slice(dot)}`;
  }
  return join(folder, free);
}
