import type { IdempotentRequest, StoredAnswer } from '../../ports/idempotency.ts';

const answerKeptMs = 24 * 3_600_000;
const underWayKeptMs = 5 * 60_000;

/** What is known of a request that came before. */
export interface KnownRequest {
  readonly fingerprint: string;
  readonly begunAt: Date;
  readonly answer: StoredAnswer | null;
}

/** Moments before which requests begun are forgotten: with an answer, and without. */
export function forgottenBefore(now: Date): { readonly answered: Date; readonly open: Date } {
  return {
    answered: new Date(now.getTime() - answerKeptMs),
    open: new Date(now.getTime() - underWayKeptMs),
  };
}

/** What a request comes to that has the key of a known one. */
export function repeated(
  { fingerprint }: IdempotentRequest,
  known: KnownRequest,
): 'under-way' | 'different' | StoredAnswer {
  if (known.fingerprint !== fingerprint) return 'different';
  return known.answer ?? 'under-way';
}
