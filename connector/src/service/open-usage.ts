import { openAnalytics } from '../adapters/analytics/open-analytics.ts';
import { openIsvapp } from '../adapters/isvapp/open-isvapp.ts';
import type { Config } from '../config.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Tracer } from '../ports/tracer.ts';
import type { UsageIntake } from '../ports/usage-intake.ts';
import type { UsageSource } from '../ports/usage-source.ts';

/**
 * Opens ISVapp's usage: counted in this process, or by the connector that ISVAPP_URL names.
 *
 * @param organizationId 18 characters; null for the organization that the key of ISVAPP_API_KEY belongs to
 */
export async function openUsage(
  { isvapp, ...analytics }: Config['analytics'],
  organizationId: string | null,
  clock: Clock,
  tracer: Tracer,
): Promise<UsageSource & UsageIntake & AsyncDisposable> {
  if (!isvapp) return openAnalytics({ ...analytics, clock });
  const usage = openIsvapp({ ...isvapp, organizationId, clock, headers: tracer.headers });
  return {
    ...usage,
    coverage: () => Promise.reject(notHere()),
    takeIn: () => Promise.reject(notHere()),
  };
}

/** Files put into a folder here would never be counted. */
function notHere(): UsageError {
  return new UsageError(
    'failed',
    'App Analytics files can not be taken in here: the connector that ISVAPP_URL names takes them in, and fetches them.',
  );
}
