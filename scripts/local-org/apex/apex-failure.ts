import { UnsupportedError } from '../schema/unsupported-error.ts';
import { ApexThrow, GovernorLimitError } from './run/apex-throw.ts';

/** What ended an entry into Apex, in the platform's words. */
export interface ApexFailure {
  /** `System.DmlException` */
  readonly type: string;
  /** What `getMessage()` answers. */
  readonly message: string;
  /** Innermost call first, one line a frame; empty where nothing is known. */
  readonly stackTrace: string;
}

/**
 * The failure that an error is for whoever called Apex. undefined for what no org would answer with: something the
 * interpreter doesn't support, or its own defect.
 */
export function apexFailure(error: unknown): ApexFailure | undefined {
  if (error instanceof ApexThrow) {
    const { exception } = error;
    return {
      type: exception.typeName,
      message: exception.exception?.message ?? 'Script-thrown exception',
      stackTrace: exception.exception?.stackTrace ?? '',
    };
  }
  if (error instanceof GovernorLimitError) {
    const { message, stackTrace } = error;
    return { type: 'System.LimitException', message, stackTrace };
  }
  return undefined;
}

/** `System.DmlException: Insert failed. …` */
export function failureText({ type, message }: ApexFailure): string {
  return `${type}: ${message}`;
}

/** What to say of an error that is no failure of the program: by name for the unsupported, with its origin for a defect. */
export function breakdownText(error: unknown): string {
  if (error instanceof UnsupportedError) return error.message;
  return `The interpreter broke down: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
