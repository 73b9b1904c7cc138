import { openAnalytics } from '../adapters/analytics/open-analytics.ts';
import { openIsvapp } from '../adapters/isvapp/open-isvapp.ts';
import type { Config } from '../config.ts';
import { UsageError } from '../domain/usage-error.ts';
import type { Clock } from '../ports/clock.ts';
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
): Promise<UsageSource & UsageIntake & AsyncDisposable> {
  if (!isvapp) return openAnalytics({ ...analytics, clock });
  const usage = openIsvapp({ ...isvapp, organizationId, clock });
  return { ...usage, coverage: () => Promise.reject(notHere()) };
}

/** The configuration does not let it come so far. */
function notHere(): UsageError {
  return new UsageError(
    'failed',
    'App Analytics files can not be fetched here: they are taken in by the connector that ISVAPP_URL names. It fetches them, too.',
  );
}
