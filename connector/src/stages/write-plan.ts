import type { AccountChanges, Change, Outcome } from '../domain/change.ts';
import { massChange, type MassChange } from '../domain/mass-change.ts';
import type { RunRequest } from '../domain/run.ts';
import type { Settings } from '../domain/settings.ts';
import { keepPlanned } from './keep-planned.ts';
import type { RunPlan } from './plan-run.ts';
import { writeForecast } from './plan/write-forecast.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { failureRemark } from './log/failure-remark.ts';
import { noReasonGiven } from './log/outcome-remark.ts';
import { withDestination } from './write/merged-accounts.ts';
import { isGone, outcomesOf } from './write/settle.ts';
import { writeChanges } from './write/write-changes.ts';

export interface WritePlanRequest {
  readonly request: RunRequest;
  readonly plan: RunPlan;
  readonly organizationId: string;
  readonly settings: Settings;
  readonly signal: AbortSignal;
}

/** Closing the run, its entries and the catalogue. */
const callsAfterWriting = 4;

/** Sends the plan, unless the run is a dry one or the mass-change brake holds it. Every change gets an outcome. */
export async function writePlan(
  wanted: WritePlanRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const { request, plan, settings } = wanted;
  const forecast = writeForecast(plan.changes.length);
  recorder.predictedCalls = recorder.callsUsed() + forecast.apiCalls + callsAfterWriting;
  countRead(plan.changes, recorder);

  const brake = massChange(plan.nulling, settings.massChangeBrakePercent);
  const isHeld = brake !== undefined && !request.massChangeApproved;
  if (isHeld || request.dryRun)
    await keepPlanned(wanted.organizationId, request.runKey, plan, ports, recorder);
  if (isHeld) {
    hold(brake, plan, settings, recorder);
    return;
  }
  if (request.dryRun) {
    defer(plan, 'DRY_RUN', 'The run is a dry run.', recorder);
    return;
  }
  await send(wanted, forecast.writer === 'bulk', ports, recorder);
}

/** Sends the changes; what Salesforce confirmed is remembered at once. */
async function send(
  wanted: WritePlanRequest,
  inBulk: boolean,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const { plan, settings } = wanted;
  const sending = writeChanges(
    {
      changes: plan.changes,
      inBulk,
      remainingCalls: () => remainingCalls(ports, settings),
      signal: wanted.signal,
    },
    ports,
  );
  const all = plan.changes.flatMap(({ changes }) => changes);
  const open = new Set(all);
  try {
    await noteForeignChanges(wanted, ports, recorder);
    for await (const outcomes of sending) {
      const settled = await followGone(outcomes, ports, recorder);
      recorder.outcomes(settled);
      for (const { change } of settled) open.delete(change);
      await remember(wanted, settled, ports);
      await rememberFailures(wanted, settled, ports);
      ports.observer.phaseProgressed('Write', all.length - open.size, all.length);
    }
  } catch (error) {
    deferOpen(plan, open, recorder);
    throw error;
  }
}

/** What was never sent is accounted for too, whatever ended the sending. */
function deferOpen(plan: RunPlan, open: ReadonlySet<Change>, recorder: RunRecorder): void {
  const fault = {
    code: 'RUN_ENDED_EARLY',
    message: 'The run ended before this change was sent.',
    fields: [],
  };
  for (const account of plan.changes) {
    const rest = account.changes.filter((change) => open.has(change));
    recorder.outcomes(outcomesOf(account, rest, 'deferred', fault));
  }
}

function countRead(changes: readonly AccountChanges[], recorder: RunRecorder): void {
  for (const account of changes) {
    for (const { mapping } of account.changes) recorder.tally.add(mapping, 'read');
  }
}

function hold(brake: MassChange, plan: RunPlan, settings: Settings, recorder: RunRecorder): void {
  const where =
    brake.mapping === undefined ? 'all mappings together' : `the mapping ${brake.mapping}`;
  const message = `${brake.nulling} of ${brake.present} values of ${where} would become NULL, more than the ${settings.massChangeBrakePercent} % that the settings allow. Nothing was written.`;
  recorder.held = message;
  defer(plan, 'MASS_CHANGE_HELD', message, recorder);
}

function defer(plan: RunPlan, code: string, message: string, recorder: RunRecorder): void {
  for (const account of plan.changes) {
    recorder.outcomes(
      outcomesOf(account, account.changes, 'deferred', { code, message, fields: [] }),
    );
  }
}

/** What is left of the sync's share of the allowance. Before the first answer tells it, it is taken as free. */
function remainingCalls({ connection }: RunPorts, settings: Settings): number {
  const usage = connection.usage();
  if (!usage) return Infinity;
  return (
    Math.floor(usage.limit * (1 - settings.apiReservePercent / 100)) -
    usage.used -
    callsAfterWriting
  );
}

/** Looking up where Accounts went is a courtesy: without it, what was settled is settled all the same. */
async function followGone(
  outcomes: readonly Outcome[],
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<readonly Outcome[]> {
  const gone = outcomes.filter(({ fault }) => fault !== undefined && isGone(fault));
  if (gone.length === 0) return outcomes;
  try {
    const accountIds = [...new Set(gone.map(({ accountId }) => accountId))];
    return withDestination(outcomes, await ports.accounts.findGone(accountIds));
  } catch (error) {
    const explanation =
      'Whether deleted Accounts were merged could not be looked up. The next run finds them again.';
    recorder.book.add({ ...failureRemark(error), level: 'Warning', explanation });
    return outcomes;
  }
}

/** A value is remembered after Salesforce confirmed it, never before. */
async function remember(
  { organizationId, request }: WritePlanRequest,
  outcomes: readonly Outcome[],
  ports: RunPorts,
): Promise<void> {
  const written = outcomes.filter(({ kind }) => kind === 'written');
  if (written.length === 0) return;
  await ports.ledger.recordWritten(
    organizationId,
    request.runKey,
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
  { organizationId, request }: WritePlanRequest,
  outcomes: readonly Outcome[],
  { runs }: RunPorts,
): Promise<void> {
  const failures = outcomes
    .filter(({ kind }) => kind === 'failed')
    .map(({ accountId, change: { field, mapping }, fault }) => ({
      accountId,
      field,
      mapping,
      errorCode: fault?.code ?? noReasonGiven,
    }));
  if (failures.length > 0) await runs.recordFailures(organizationId, request.runKey, failures);
}

/** Says where someone else changed what we wrote last; our value is written all the same (decision 49). */
async function noteForeignChanges(
  { plan, organizationId }: WritePlanRequest,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const written = await ports.ledger.writtenTo(
    organizationId,
    plan.changes.map(({ accountId }) => accountId),
  );
  const ours = new Map(written.map((each) => [`${each.accountId}/${each.field}`, each.value]));
  for (const { accountId, changes } of plan.changes) {
    for (const { field, from, mapping } of changes) {
      const last = ours.get(`${accountId}/${field}`);
      if (last === undefined || last === from) continue;
      recorder.book.add(
        {
          level: 'Info',
          code: 'CHANGED_BY_OTHERS',
          message: `${field} no longer held the value that the sync had written.`,
          explanation:
            'A person or another tool changed it; the sync wrote its value again. If the field has another purpose, a Salesforce administrator can choose another field for the mapping.',
          mapping,
          field,
        },
        accountId,
      );
    }
  }
}
