import { parsedQuery } from '../../soql/parsed-query.ts';
import type { AccessMode } from './data-run.ts';

/** What a query says about access in its WITH clause. */
export interface QueryAccess {
  readonly mode: AccessMode | undefined;
  /** WITH SECURITY_ENFORCED, the predecessor: user mode with an error of its own. Gone since API version 67.0. */
  readonly isSecurityEnforced: boolean;
}

/** Throws `SalesforceError` for a query that can't be parsed. */
export function queryAccess(soql: string): QueryAccess {
  const { withAccessLevel, withSecurityEnforced } = parsedQuery(soql);
  const level = withAccessLevel?.toUpperCase();
  if (withSecurityEnforced === true) return { mode: 'user', isSecurityEnforced: true };
  if (level === undefined) return { mode: undefined, isSecurityEnforced: false };
  return { mode: level === 'USER_MODE' ? 'user' : 'system', isSecurityEnforced: false };
}
