import type { TakenInFile } from '../../../ports/usage-intake.ts';
import { FileRejection } from './file-rejection.ts';
import { takeWaiting, type Intake } from './take-inbox.ts';

/** Takes in copies of files, in the order given: of two of the same day, the later one counts. Throws as takeInbox does. */
export async function takeFiles(
  paths: readonly string[],
  intake: Intake,
): Promise<readonly TakenInFile[]> {
  const files: TakenInFile[] = [];
  for (const path of paths) {
    const rejected = await takeFile(path, intake);
    files.push({ path, rejection: rejected?.message });
  }
  return files;
}

async function takeFile(path: string, intake: Intake): Promise<FileRejection | undefined> {
  try {
    const file = await intake.inbox.copyIn(path);
    return await takeWaiting(file, intake);
  } catch (error) {
    if (error instanceof FileRejection) return error;
    throw error;
  }
}
