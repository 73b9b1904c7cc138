import type { LocalOrg } from '../org.ts';

/** IANA name of a user's time zone. Throws an Error for a user the org doesn't have. */
export function userTimeZone(org: LocalOrg, userId: string): string {
  const soql = `SELECT TimeZoneSidKey FROM User WHERE Id = '${userId}'`;
  const [row] = [...org.asSystem(org.administratorId).query(soql).rows];
  const [timeZone] = row ?? [];
  if (typeof timeZone === 'string') return timeZone;
  throw new Error(`No user has the id ${userId}`);
}
