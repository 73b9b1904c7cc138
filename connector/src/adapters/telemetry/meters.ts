import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Alert } from '../../domain/alert.ts';
import type { RunRequest, RunResult } from '../../domain/run.ts';

/** Counts what the connector does, for Prometheus. docs/operator-guide.md lists the names. */
export interface Meters {
  /** Counts a finished run. */
  runFinished(organizationId: string, request: RunRequest, result: RunResult): void;
  alertTold(alert: Alert): void;
  /** Everything counted, in the text form of Prometheus. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

const countedValues = ['unchanged', 'written', 'cleared', 'failed', 'deferred'] as const;
/** From a run without changes to one of a million Accounts. */
const durationBuckets = [1, 5, 15, 60, 300, 900, 3_600, 14_400];

/** Stands for all organizations that have no series of their own. No id of Salesforce is like it. */
const others = 'others';

/** @param ownSeries how many organizations have series of their own: of 10,000, a scrape would have 8 MB and take a second */
export function openMeters(ownSeries: number): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const meters = { ...runMeters(registry), ...organizationMeters(registry) };
  const label = seriesLabel(ownSeries);
  return {
    runFinished: (organizationId, request, result) => {
      countRun(meters, label(organizationId), organizationId, request, result);
    },
    alertTold: ({ organizationId, kind, event }) => {
      const organization = label(organizationId);
      meters.alerts.inc({ organization, kind, event });
    },
    exposition: async () => ({
      contentType: registry.contentType,
      text: await registry.metrics(),
    }),
  };
}

/** The first organizations of which something is counted have their own label, as long as the process lives. */
function seriesLabel(ownSeries: number): (organizationId: string) => string {
  const own = new Set<string>();
  return (organizationId) => {
    if (own.size < ownSeries) own.add(organizationId);
    return own.has(organizationId) ? organizationId : others;
  };
}

/** When something was last so, by organization. Of those that share a series, the one that has waited longest counts. */
interface LastTimes {
  set(label: string, organizationId: string, at: Date): void;
}

function lastTimes(registry: Registry, name: string, help: string): LastTimes {
  const gauge = new Gauge({ name, help, labelNames: ['organization'], registers: [registry] });
  const ofOthers = new Map<string, number>();
  return {
    set: (organization, organizationId, at) => {
      const time = at.getTime() / 1_000;
      if (organization === others) ofOthers.set(organizationId, time);
      const told = organization === others ? [...ofOthers.values()].reduce(earlier) : time;
      gauge.set({ organization }, told);
    },
  };
}

function earlier(one: number, other: number): number {
  return Math.min(one, other);
}

function runMeters(registry: Registry) {
  const registers = [registry];
  return {
    runs: new Counter({
      name: 'isvapp_sync_runs_total',
      help: 'Finished runs, by how they were judged.',
      labelNames: ['organization', 'trigger', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'isvapp_sync_run_duration_seconds',
      help: 'How long runs took, dry ones included.',
      labelNames: ['status'],
      buckets: durationBuckets,
      registers,
    }),
    phases: new Histogram({
      name: 'isvapp_sync_phase_duration_seconds',
      help: 'How long the phases of runs took.',
      labelNames: ['phase'],
      buckets: durationBuckets,
      registers,
    }),
  };
}

function organizationMeters(registry: Registry) {
  const registers = [registry];
  return {
    values: new Counter({
      name: 'isvapp_sync_values_total',
      help: 'Values by what became of them; cleared ones are among the written.',
      labelNames: ['organization', 'outcome'],
      registers,
    }),
    apiCalls: new Counter({
      name: 'isvapp_sync_api_calls_total',
      help: 'Requests of runs to Salesforce that count against the daily allowance.',
      labelNames: ['organization'],
      registers,
    }),
    lastRun: lastTimes(
      registry,
      'isvapp_sync_last_run_timestamp_seconds',
      'When the newest run that was not a dry one ended.',
    ),
    lastSuccess: lastTimes(
      registry,
      'isvapp_sync_last_success_timestamp_seconds',
      'When the newest run that was not a dry one and did all it should ended.',
    ),
    alerts: new Counter({
      name: 'isvapp_alerts_total',
      help: 'Alerts that were sent.',
      labelNames: ['organization', 'kind', 'event'],
      registers,
    }),
  };
}

function countRun(
  meters: ReturnType<typeof runMeters> & ReturnType<typeof organizationMeters>,
  organization: string,
  organizationId: string,
  { trigger, dryRun }: RunRequest,
  { status, values, apiCalls, phases, startedAt, finishedAt }: RunResult,
): void {
  meters.runs.inc({ organization, trigger, status });
  meters.duration.observe({ status }, seconds(startedAt, finishedAt));
  for (const each of phases)
    meters.phases.observe({ phase: each.phase }, seconds(each.startedAt, each.finishedAt));
  meters.apiCalls.inc({ organization }, apiCalls.used);
  if (dryRun) return;
  for (const outcome of countedValues)
    meters.values.inc({ organization, outcome }, values[outcome]);
  meters.lastRun.set(organization, organizationId, finishedAt);
  if (status === 'Succeeded') meters.lastSuccess.set(organization, organizationId, finishedAt);
}

function seconds(from: Date, to: Date): number {
  // A clock that was set back in between must not make a negative duration of it.
  return Math.max(to.getTime() - from.getTime(), 0) / 1_000;
}
