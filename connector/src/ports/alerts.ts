import type { Alert, AlertKind } from '../domain/alert.ts';

/** A way to reach whoever looks after the connector. */
export interface AlertChannel {
  /** `webhook`, `Slack` or `e-mail`. */
  readonly name: string;
  /** Resolves once the other side has taken it; rejects where it could not be delivered. */
  send(alert: Alert): Promise<void>;
}

/** Which trouble of an organization was told and is not over yet. */
export interface AlertBook {
  openKinds(organizationId: string): Promise<ReadonlySet<AlertKind>>;
  /** Remembers what was told: raised trouble is open from then on, recovered trouble no longer. */
  record(alert: Alert): Promise<void>;
}
