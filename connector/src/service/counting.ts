import type { ServiceConfig } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { UsageSessions } from '../ports/usage-sessions.ts';
import type { SharedAnalytics } from './shared-analytics.ts';
import { usageSessions } from './usage-sessions.ts';

export interface Counting extends AsyncDisposable {
  /** Absent where this connector lets another one count: it does not count for others then. */
  readonly usageSessions?: UsageSessions;
}

/** What is counted in this process for connectors elsewhere. */
export function countingFor(
  { analytics: { isvapp } }: Pick<ServiceConfig, 'analytics'>,
  analytics: SharedAnalytics,
  clock: Clock,
): Counting {
  if (isvapp) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const sessions = usageSessions((id) => analytics.use(id), clock);
  return { usageSessions: sessions, [Symbol.asyncDispose]: () => sessions[Symbol.asyncDispose]() };
}
