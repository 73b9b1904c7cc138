import { UsageError, type UsageErrorKind } from '../../domain/usage-error.ts';
import type { IsvappAnswer } from './isvapp-transport.ts';

/** An answer that is no success, and what is known about asking again. */
export interface IsvappRefusal {
  readonly error: UsageError;
  /** Whether the same question may be answered later. */
  readonly mayPass: boolean;
  /** Shortest pause before it is asked again, as the other side wants it. */
  readonly pauseMs: number;
}

const passing = new Set([408, 425, 429, 502, 503, 504]);
const longestReason = 1_000;

/** What an answer that is no success, or none at all, means. */
export function refusalOf(
  outcome: IsvappAnswer | { readonly cause: unknown },
  purpose: string,
  url: string,
): IsvappRefusal {
  const could = `Could not ${purpose}: `;
  if ('cause' in outcome) {
    const message = `${could}ISVapp at ${url} (ISVAPP_URL) can't be reached: ${reasonOf(outcome.cause)}. Whoever runs the connector can check the address, the network, and that the connector there runs with "serve".`;
    const error = new UsageError('unreachable', message, { cause: outcome.cause });
    return { error, mayPass: true, pauseMs: 0 };
  }
  const { status, retryAfterSeconds = 0 } = outcome;
  return {
    error: errorOf(outcome, could, url),
    mayPass: passing.has(status),
    pauseMs: Math.min(retryAfterSeconds, 300) * 1_000,
  };
}

function errorOf({ status, text }: IsvappAnswer, could: string, url: string): UsageError {
  const detail = detailIn(text);
  const says = detail ?? `it answered ${status}`;
  const messages: Record<UsageErrorKind, string> = {
    refused: `ISVapp at ${url} does not accept the key of ISVAPP_API_KEY: ${says}`,
    version: `${url} (ISVAPP_URL) has no ISVapp of a version that this connector knows: ${says}. Whoever runs the two can install one version on both.`,
    gone: `ISVapp at ${url} does not keep what this run asked it before: ${says} No number was taken over; a new run asks anew.`,
    unreachable: `ISVapp at ${url} (ISVAPP_URL) is busy or down: ${says}`,
    failed: says,
  };
  const kind = kindOf(status, detail !== undefined);
  return new UsageError(kind, could + messages[kind]);
}

function kindOf(status: number, isProblem: boolean): UsageErrorKind {
  if (status === 401 || status === 403) return 'refused';
  if (status === 410) return 'gone';
  if (passing.has(status)) return 'unreachable';
  // A redirect, or a page of something else: ours answers with a problem document whatever it refuses.
  if (status === 404 || status < 400 || !isProblem) return 'version';
  return 'failed';
}

/** `detail` of a problem document (RFC 9457). */
function detailIn(text: string): string | undefined {
  try {
    const problem = JSON.parse(text) as unknown;
    if (typeof problem !== 'object' || problem === null || !('detail' in problem)) return undefined;
    return typeof problem.detail === 'string' ? problem.detail.slice(0, longestReason) : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Node tries every address of a name and bundles the failures without a message of its own.
  const [first] = cause instanceof AggregateError ? (cause.errors as unknown[]) : [];
  return first instanceof Error ? first.message : cause.message;
}
