import type { Phase, PhaseRecord, RunRequest, RunResult } from '../../../domain/run.ts';
import type { PackageNames } from '../setup/package-names.ts';
import { fittedText, longTextChars } from './fitted-text.ts';

/** Fields of a `SyncRun__c` record with their values. */
export type RunFields = Readonly<Record<string, string | number | boolean>>;

export function openingFields(
  request: RunRequest,
  startedAt: Date,
  names: PackageNames,
): RunFields {
  return named(names, {
    Status__c: 'Running',
    Trigger__c: request.trigger,
    DryRun__c: request.dryRun,
    MassChangeApproved__c: request.massChangeApproved,
    StartedAt__c: startedAt.toISOString(),
    Heartbeat__c: startedAt.toISOString(),
    Phase__c: 'Connect',
    PhaseProgress__c: 0,
  });
}

export function progressFields(
  phase: Phase,
  percent: number,
  now: Date,
  names: PackageNames,
): RunFields {
  return named(names, {
    Phase__c: phase,
    PhaseProgress__c: Math.round(Math.min(Math.max(percent, 0), 100)),
    Heartbeat__c: now.toISOString(),
  });
}

export function closingFields(result: RunResult, names: PackageNames): RunFields {
  const { values, apiCalls } = result;
  const lastPhase = result.phases.at(-1)?.phase;
  return named(names, {
    Status__c: result.status,
    StartedAt__c: result.startedAt.toISOString(),
    FinishedAt__c: result.finishedAt.toISOString(),
    Heartbeat__c: result.finishedAt.toISOString(),
    ...(lastPhase && { Phase__c: lastPhase }),
    PhaseProgress__c: 100,
    Message__c: fittedText(result.message, longTextChars),
    Phases__c: fittedText(result.phases.map(phaseLine).join('\n'), longTextChars),
    AccountsRead__c: result.accountsRead,
    ValuesRead__c: values.read,
    ValuesUnchanged__c: values.unchanged,
    ValuesWritten__c: values.written,
    ValuesCleared__c: values.cleared,
    ValuesFailed__c: values.failed,
    ValuesDeferred__c: values.deferred,
    ApiCallsPredicted__c: apiCalls.predicted,
    ApiCallsUsed__c: apiCalls.used,
    MappingResults__c: mappingResults(result),
  });
}

/** `Licenses · 12.4 s · 2,104 licenses of 4 packages` */
function phaseLine({ phase, startedAt, finishedAt, summary }: PhaseRecord): string {
  const seconds = (finishedAt.getTime() - startedAt.getTime()) / 1_000;
  return `${phase} · ${seconds.toFixed(1)} s · ${summary}`;
}

/** Length of `SyncRun__c.MappingResults__c`. */
const mappingResultsChars = 131_072;

/**
 * What each mapping did, as JSON that the pages of the package read (docs/connector-api.md). Where there are more
 * mappings than fit, the last are left out: half a list would be no JSON.
 */
function mappingResults({ mappings, sources = [] }: RunResult): string {
  const items: string[] = [];
  let chars = '[]'.length;
  const results = [
    ...mappings.map(({ mapping, read, unchanged, written, cleared, failed, deferred }) => ({
      mapping,
      read,
      unchanged,
      written,
      cleared,
      failed,
      deferred,
    })),
    // Values are counted where they are written: of a field that is only read there is no more to tell than that it was.
    ...sources.map((mapping) => ({ mapping })),
  ];
  for (const result of results) {
    const item = JSON.stringify(result);
    chars += item.length + ','.length;
    if (chars > mappingResultsChars) break;
    items.push(item);
  }
  return `[${items.join(',')}]`;
}

function named(names: PackageNames, fields: RunFields): RunFields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [names(name), value]));
}
