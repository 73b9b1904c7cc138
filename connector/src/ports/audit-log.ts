import type { AuditEntry, AuditedAction } from '../domain/audit-entry.ts';

export interface AuditQuery {
  readonly limit: number;
  /** Id of the entry that the page begins after; null for the newest. */
  readonly before: number | null;
  readonly organizationId: string | null;
}

/** What was changed in the connector, and by whom. Entries of more than 400 days ago are forgotten. */
export interface AuditLog {
  record(action: AuditedAction): Promise<void>;
  /** The newest first. */
  page(query: AuditQuery): Promise<readonly AuditEntry[]>;
}
