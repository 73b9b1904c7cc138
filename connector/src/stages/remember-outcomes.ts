import type { Outcome } from '../domain/change.ts';
import { noReasonGiven } from './log/outcome-remark.ts';
import { patiently } from './patience.ts';
import type { RunPorts } from './run-ports.ts';

interface OfRun {
  readonly organizationId: string;
  readonly runKey: string;
}

type OutcomePorts = Pick<RunPorts, 'ledger' | 'runs' | 'clock'>;

/** Remembers what was written, and what was refused for good; the same a second time does no harm. */
export async function rememberOutcomes(
  run: OfRun,
  outcomes: readonly Outcome[],
  ports: OutcomePorts,
): Promise<void> {
  await patiently(() => remember(run, outcomes, ports), ports.clock);
  await patiently(() => rememberFailures(run, outcomes, ports), ports.clock);
}

/** A value is remembered after Salesforce confirmed it, never before. */
async function remember(
  { organizationId, runKey }: OfRun,
  outcomes: readonly Outcome[],
  ports: OutcomePorts,
): Promise<void> {
  const written = outcomes.filter(({ kind }) => kind === 'written');
  if (written.length === 0) return;
  await ports.ledger.recordWritten(
    organizationId,
    runKey,
    written.map(({ accountId, change }) => ({
      accountId,
      field: change.field,
      value: change.to,
      metricKey: change.metricKey,
    })),
  );
}

/** So that they can be sent again by themselves. */
async function rememberFailures(
  { organizationId, runKey }: OfRun,
  outcomes: readonly Outcome[],
  { runs }: OutcomePorts,
): Promise<void> {
  const failures = outcomes
    .filter(({ kind }) => kind === 'failed')
    .map(({ accountId, change: { field, mapping, to }, fault }) => ({
      accountId,
      field,
      mapping,
      errorCode: fault?.code ?? noReasonGiven,
      clears: to === null,
    }));
  if (failures.length > 0) await runs.recordFailures(organizationId, runKey, failures);
}
