import { FileRejection } from './file-rejection.ts';

/** What the engine says when the machine fails it, not the file it reads. */
const machineTrouble =
  /^(?:Out of Memory|INTERNAL|FATAL|Interrupt)|No space left|Permission denied|Read-only file system|Too many open files|Input\/output error/;

/** The error to throw for what the engine said while reading a file: a rejection, or the engine's own. */
export function rejectionBy(error: unknown, what: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (machineTrouble.test(error.message)) return error;
  // The first lines say what is wrong; the rest are switches of the engine that we know and don't want.
  const said = (error.message.split(/\n\s*Possible/)[0] ?? '').replaceAll(/\s*\n\s*/g, ' ').trim();
  return new FileRejection(`${what}: ${said.slice(0, 400)}`, { cause: error });
}
