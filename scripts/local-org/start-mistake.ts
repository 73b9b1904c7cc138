/**
 * Keeps a local org from starting, and whoever starts it can put it right: the message says what is wrong and what to
 * do, so it is all they need to see. Any other error is a defect and is shown with its stack.
 */
export class StartMistake extends Error {}

/** The code of an error of the operating system, such as EADDRINUSE; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return String(error.code);
}
