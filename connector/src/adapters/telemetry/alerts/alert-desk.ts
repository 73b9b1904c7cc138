import type { Logger } from 'pino';
import { alertsToSend, troubleOf, type Alert, type JudgedRun } from '../../../domain/alert.ts';
import type { AlertBook, AlertChannel } from '../../../ports/alerts.ts';

export interface AlertDeskOptions {
  readonly channels: readonly AlertChannel[];
  readonly book: AlertBook;
  /** After how many days without a written value to alert; 0 for never. */
  readonly unchangedDays: number;
  /** Where deliveries are logged, those that failed among them. */
  readonly logger?: Logger | undefined;
}

export interface AlertsTold {
  /** Those that at least one channel took. */
  readonly told: readonly Alert[];
  /** `Slack: The receiver of alerts (Slack) answered with status 404.`, for each delivery that failed. */
  readonly failures: readonly string[];
}

/** Tells whoever looks after the connector what a run shows. */
export interface AlertDesk {
  /**
   * To be called after each run that was not a dry one, with the runs before it. A channel that does not answer is
   * told among the failures; what reached nobody is tried again after the next run. Rejects when the book does.
   */
  runFinished(
    organizationId: string,
    run: JudgedRun,
    earlier: readonly JudgedRun[],
  ): Promise<AlertsTold>;
  /** To be called with trouble that shows without a run. It is told once, until a run shows that it is over. */
  raise(alert: Alert): Promise<AlertsTold>;
}

export function alertDesk(options: AlertDeskOptions): AlertDesk {
  const { channels, book, unchangedDays } = options;
  return {
    runFinished: async (organizationId, run, earlier) => {
      if (channels.length === 0 || run.status === 'Cancelled') return { told: [], failures: [] };
      const open = await book.openKinds(organizationId);
      const trouble = troubleOf(run, earlier, unchangedDays);
      return tell(alertsToSend(run, organizationId, trouble, open), options);
    },
    raise: async (alert) => {
      if (channels.length === 0) return { told: [], failures: [] };
      const open = await book.openKinds(alert.organizationId);
      return tell(open.has(alert.kind) ? [] : [alert], options);
    },
  };
}

/** What reached nobody is not noted, and so it is told again. */
async function tell(alerts: readonly Alert[], options: AlertDeskOptions): Promise<AlertsTold> {
  const told: Alert[] = [];
  const failures: string[] = [];
  for (const alert of alerts) {
    const failed = await deliveryFailures(alert, options);
    failures.push(...failed);
    if (failed.length === options.channels.length) continue;
    await options.book.record(alert);
    told.push(alert);
  }
  return { told, failures };
}

/** All channels at once: one that hangs does not keep the others waiting. */
async function deliveryFailures(
  alert: Alert,
  { channels, logger }: AlertDeskOptions,
): Promise<readonly string[]> {
  const deliveries = await Promise.allSettled(channels.map((channel) => channel.send(alert)));
  const { kind, event, organizationId, runKey } = alert;
  return deliveries.flatMap((delivery, index) => {
    const channel = channels[index]?.name ?? '';
    const facts = { alert: kind, event, organizationId, runKey, channel };
    if (delivery.status === 'fulfilled') {
      logger?.info(facts, 'An alert was sent');
      return [];
    }
    const error: unknown = delivery.reason;
    logger?.error({ ...facts, error }, 'An alert was not sent');
    return [`${channel}: ${error instanceof Error ? error.message : String(error)}`];
  });
}
