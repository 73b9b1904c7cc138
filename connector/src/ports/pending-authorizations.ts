import type { PendingAuthorization } from '../domain/authorization.ts';

/** Sign-ins that somebody has begun in a browser and not come back from. */
export interface PendingAuthorizations {
  keep(pending: PendingAuthorization): Promise<void>;
  /** Gives it out once, however many ask at a time; undefined where there is none, it was taken or it is too old. */
  take(state: string): Promise<PendingAuthorization | undefined>;
}
