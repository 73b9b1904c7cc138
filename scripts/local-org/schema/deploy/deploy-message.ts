import { RowFailure } from '../../data/row-failure.ts';
import { DeployFailure } from './deploy-failure.ts';
import type { DeployMessage } from './deploy-result.ts';
import type { DeployStep, StepOutcome } from './deploy-step.ts';

/** The component a message is about. */
export type Place = Pick<DeployStep, 'type' | 'fullName' | 'fileName'>;

/** Nothing happened, and nothing went wrong. */
export function success(id: string | null): StepOutcome {
  return { id, created: false, changed: false };
}

export function message(
  now: string,
  { type, fullName, fileName }: Place,
  outcome: StepOutcome,
): DeployMessage {
  return {
    fullName,
    componentType: type,
    fileName,
    success: true,
    changed: outcome.changed,
    created: outcome.created,
    deleted: outcome.deleted ?? false,
    id: outcome.id,
    createdDate: now,
  };
}

export function failureMessage(now: string, place: Place, error: Error): DeployMessage {
  const problem =
    error instanceof RowFailure
      ? error.errors.map((each) => each.message).join('; ')
      : error.message;
  const { lineNumber, columnNumber } = error instanceof DeployFailure ? error : {};
  return {
    ...message(now, place, success(null)),
    success: false,
    problem,
    problemType: 'Error',
    ...(lineNumber !== undefined && { lineNumber }),
    ...(columnNumber !== undefined && { columnNumber }),
  };
}
