import type { RunPosition } from '../../ports/run-history.ts';
import { ProblemError } from './problem.ts';

const cursorPattern = /^([\dTZ:.-]{24})\/([0-9A-Za-z-]{1,64})$/;

/** The text that stands for a place in the list of runs. */
export function runCursor({ startedAt, runKey }: RunPosition): string {
  return Buffer.from(`${startedAt.toISOString()}/${runKey}`).toString('base64url');
}

/**
 * The place that a cursor stands for.
 *
 * @throws ProblemError 400 where it is none
 */
export function runPosition(cursor: string): RunPosition {
  const [, moment = '', runKey] =
    cursorPattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const startedAt = new Date(moment);
  if (runKey === undefined || Number.isNaN(startedAt.getTime()))
    throw new ProblemError(
      400,
      'The cursor can not be used',
      'The cursor is not one that was given out. Begin with the first page.',
    );
  return { startedAt, runKey };
}
