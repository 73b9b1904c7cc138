import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { ServiceConfig } from '../config.ts';
import type { Clock } from '../ports/clock.ts';
import type { UsageSessions } from '../ports/usage-sessions.ts';
import type { SharedAnalytics } from './shared-analytics.ts';
import { usageSessions } from './usage-sessions.ts';

export interface Counting extends AsyncDisposable {
  /** Absent where this connector lets another one count: it does not count for others then. */
  readonly usageSessions?: UsageSessions;
}

export interface CountingParts {
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

/** About a million Licenses: far beyond any License Management Org. */
const mostCharacters = 128 * 1_024 * 1_024;

/** What is counted in this process for connectors elsewhere. */
export function countingFor(
  { analytics: { isvapp } }: Pick<ServiceConfig, 'analytics'>,
  analytics: SharedAnalytics,
  { clock, logger }: CountingParts,
): Counting {
  if (isvapp) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const sessions = usageSessions({
    open: (id) => analytics.use(id),
    mostCharacters,
    onFailure: (error) => {
      logger.error({ error }, 'The usage of another connector that is idle could not be closed');
    },
    clock,
  });
  return { usageSessions: sessions, [Symbol.asyncDispose]: () => sessions[Symbol.asyncDispose]() };
}
