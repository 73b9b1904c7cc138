import type { AccountChanges } from '../domain/change.ts';
import { massChange, type MassChange } from '../domain/mass-change.ts';
import type { RunRequest } from '../domain/run.ts';
import type { Settings } from '../domain/settings.ts';
import type { HeldOutbox } from '../ports/outbox.ts';
import { checkpointText } from './checkpoint.ts';
import type { Clearing } from './clear-values.ts';
import { keepPlanned } from './keep-planned.ts';
import { patiently } from './patience.ts';
import type { RunPlan } from './plan-run.ts';
import { writeForecast } from './plan/write-forecast.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { callsAfterWriting, sendChanges } from './send-changes.ts';
import { endedEarly } from './write/ended-early.ts';
import { outcomesOf } from './write/settle.ts';

export interface WritePlanRequest {
  readonly request: RunRequest;
  readonly plan: RunPlan;
  readonly organizationId: string;
  readonly settings: Settings;
  /** Of the set-up that the plan was made by. */
  readonly mark: string;
  readonly clearing: Clearing;
  readonly outbox: HeldOutbox;
  readonly signal: AbortSignal;
}

const massChangeHeld = 'MASS_CHANGE_HELD';

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
    if (request.retry && !request.dryRun) await keepForApproval(wanted, ports);
    hold(brake, plan, settings, recorder);
    return;
  }
  if (request.dryRun) {
    defer(plan, 'DRY_RUN', 'The run is a dry run.', recorder);
    return;
  }
  await send(wanted, forecast.writer === 'bulk', ports, recorder);
}

/** Stores the changes with all that whoever goes on with the run needs, and sends them. */
async function send(
  wanted: WritePlanRequest,
  inBulk: boolean,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  const { request, plan, organizationId, signal, outbox, mark } = wanted;
  const { apiReservePercent } = wanted.settings;
  if (plan.changes.length === 0) return;
  try {
    await noteForeignChanges(wanted, ports, recorder);
    const { requests, settled } = wanted.clearing;
    const clearing = { requests, settled };
    const checkpoint = { ...recorder.progress(), inBulk, apiReservePercent, clearing, mark };
    await patiently(() => outbox.store(checkpointText(checkpoint), plan.changes), ports.clock);
  } catch (error) {
    defer(plan, endedEarly.code, endedEarly.message, recorder);
    throw error;
  }
  const pending = plan.changes.map((account) => ({ account }));
  const { runKey } = request;
  await sendChanges(
    { organizationId, runKey, pending, jobs: new Map(), inBulk, apiReservePercent, outbox, signal },
    ports,
    recorder,
  );
}

function countRead(changes: readonly AccountChanges[], recorder: RunRecorder): void {
  for (const account of changes) {
    for (const { mapping } of account.changes) recorder.tally.add(mapping, 'read');
  }
}

/** What a held retry would write can be sent by itself once it is approved: a retry of this run, and not a whole sync. */
async function keepForApproval(
  { plan, organizationId, request: { runKey } }: WritePlanRequest,
  { runs, clock }: RunPorts,
): Promise<void> {
  const held = plan.changes.flatMap(({ accountId, changes }) =>
    changes.map(({ field, mapping }) => ({
      accountId,
      field,
      mapping,
      errorCode: massChangeHeld,
      // None of them has passed the brake: without an approval, a retry of them is held again.
      clears: false,
    })),
  );
  await patiently(() => runs.recordFailures(organizationId, runKey, held), clock);
}

function hold(brake: MassChange, plan: RunPlan, settings: Settings, recorder: RunRecorder): void {
  const where =
    brake.mapping === undefined ? 'all mappings together' : `the mapping ${brake.mapping}`;
  const message = `${brake.nulling} of ${brake.present} values of ${where} would become NULL, more than the ${settings.massChangeBrakePercent} % that the settings allow. Nothing was written.`;
  recorder.held = message;
  defer(plan, massChangeHeld, message, recorder);
}

function defer(plan: RunPlan, code: string, message: string, recorder: RunRecorder): void {
  for (const account of plan.changes) {
    recorder.outcomes(
      outcomesOf(account, account.changes, 'deferred', { code, message, fields: [] }),
    );
  }
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
