import type { PendingAuthorization } from '../../domain/authorization.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PendingAuthorizations } from '../../ports/pending-authorizations.ts';

/** Sign-ins that only the process which began them can finish. */
export function memoryAuthorizations(clock: Clock): PendingAuthorizations {
  const all = new Map<string, PendingAuthorization>();
  return {
    keep: (pending) => {
      all.set(pending.state, pending);
      return Promise.resolve();
    },
    take: (state) => {
      const found = all.get(state);
      all.delete(state);
      return Promise.resolve(found && found.expiresAt > clock.now() ? found : undefined);
    },
  };
}
