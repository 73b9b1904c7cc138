import { createHash } from 'node:crypto';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { Dispatcher } from 'undici';
import type { Alert } from '../../../domain/alert.ts';

/** A receiver that hangs must not hold a run up. */
const defaultTimeoutMs = 10_000;
const attemptsAfterFirst = 2;

/** A receiver that refuses does so the next time, too. */
class Refused extends Error {}

/** The same for the same alert, so that a receiver can tell a repetition. */
export function alertId({ organizationId, runKey, kind, event }: Alert): string {
  const text = [organizationId, runKey, kind, event].join(' ');
  return `alert_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/**
 * Delivers an alert over HTTP, tried three times; each attempt has its time limit, body included. The address does
 * not get into an error: for some receivers it is the secret.
 */
export function deliverer(
  name: string,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number },
  post: (alert: Alert, signal: AbortSignal) => Promise<Dispatcher.ResponseData>,
): (alert: Alert) => Promise<void> {
  const policy = retry(
    handleWhen((error) => !(error instanceof Refused)),
    {
      maxAttempts: attemptsAfterFirst,
      backoff: new ExponentialBackoff({ initialDelay: timeoutMs / 20, maxDelay: timeoutMs }),
    },
  );
  return (alert) =>
    policy.execute(async () => {
      const { statusCode, body } = await post(alert, AbortSignal.timeout(timeoutMs));
      await body.dump();
      if (statusCode >= 200 && statusCode < 300) return;
      const message = `The receiver of alerts (${name}) answered with status ${statusCode}.`;
      throw isPassing(statusCode) ? new Error(message) : new Refused(message);
    });
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
