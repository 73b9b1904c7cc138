import { Type, type Static } from 'typebox';
import { phases } from '../../../domain/run.ts';
import type { PastRun, RunSummary } from '../../../ports/run-history.ts';
import type { OpenRun } from '../../../ports/run-queue.ts';
import { TextOrNull } from './common.ts';

export const runStatuses = ['Succeeded', 'Degraded', 'Failed', 'Held', 'Cancelled'] as const;
export const runTriggers = ['Schedule', 'Request', 'CommandLine', 'Retry'] as const;

const count = Type.Integer();
const moment = Type.String({ description: 'ISO 8601, UTC' });
const counts = {
  read: count,
  unchanged: count,
  written: count,
  cleared: Type.Integer({ description: 'Of the written: those set to NULL' }),
  failed: count,
  deferred: count,
};
const trigger = Type.Unsafe<RunSummary['trigger'] | null>({
  enum: [...runTriggers, null],
  description: 'null for a run of an older version, which did not keep it',
});
const dryRun = Type.Unsafe<boolean | null>({
  type: ['boolean', 'null'],
  description: 'null for a run of an older version, which did not keep it',
});

const summary = {
  runKey: Type.String(),
  status: Type.Enum([...runStatuses]),
  trigger,
  dryRun,
  message: Type.String(),
  startedAt: moment,
  finishedAt: moment,
  accountsRead: count,
  values: Type.Object(counts, { description: 'read = unchanged + written + failed + deferred' }),
  apiCalls: Type.Object({ predicted: count, used: count }),
};

export const RunSummarySchema = Type.Object(summary);

export const RunSchema = Type.Object({
  ...summary,
  phases: Type.Array(
    Type.Object({
      phase: Type.Enum([...phases]),
      startedAt: moment,
      finishedAt: moment,
      summary: Type.String(),
    }),
  ),
  mappings: Type.Array(
    Type.Object({
      mapping: Type.String({ description: 'Developer name' }),
      label: Type.String(),
      ...counts,
    }),
  ),
  entries: Type.Array(
    Type.Object({
      level: Type.Enum(['Info', 'Warning', 'Error']),
      code: Type.String(),
      message: Type.String({ description: 'As Salesforce or the connector gave it' }),
      explanation: Type.String(),
      mapping: TextOrNull,
      field: TextOrNull,
      count,
      sampleAccountIds: Type.Array(Type.String()),
    }),
  ),
});

export const OpenRunSchema = Type.Object({
  runKey: Type.String(),
  state: Type.Enum(['waiting', 'running']),
  since: moment,
  trigger: Type.Enum([...runTriggers]),
  dryRun: Type.Boolean(),
  retryOf: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'Key of the run whose failed values it sends again',
  }),
});

export const RunKeyParams = Type.Object({
  runKey: Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' }),
});

interface Facts {
  readonly trigger?: RunSummary['trigger'] | null;
  readonly dryRun?: boolean | null;
}

export function summaryOf(run: RunSummary): Static<typeof RunSummarySchema> {
  const { runKey, status, message, accountsRead, values, apiCalls } = run;
  // What an older version kept has neither.
  const { trigger = null, dryRun = null } = run as Facts;
  return {
    runKey,
    status,
    trigger,
    dryRun,
    message,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    accountsRead,
    values: { ...values },
    apiCalls: { ...apiCalls },
  };
}

export function runOf(run: PastRun): Static<typeof RunSchema> {
  return {
    ...summaryOf(run),
    phases: run.phases.map((phase) => ({
      ...phase,
      startedAt: phase.startedAt.toISOString(),
      finishedAt: phase.finishedAt.toISOString(),
    })),
    mappings: run.mappings.map((each) => ({ ...each })),
    entries: run.entries.map(({ mapping = null, field = null, sampleAccountIds, ...entry }) => ({
      ...entry,
      mapping,
      field,
      sampleAccountIds: [...sampleAccountIds],
    })),
  };
}

export function openRunOf({
  runKey,
  state,
  since,
  trigger,
  dryRun,
  retry,
}: OpenRun): Static<typeof OpenRunSchema> {
  return {
    runKey,
    state,
    since: since.toISOString(),
    trigger,
    dryRun,
    retryOf: retry?.runKey ?? null,
  };
}
