import type { RunRequest } from '../domain/run.ts';
import type { ConnectedOrg } from '../ports/org-connection.ts';
import type { HeldOutbox } from '../ports/outbox.ts';
import { readCheckpoint, type Checkpoint } from './checkpoint.ts';
import { setupMark } from './mappings/setup-mark.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';
import { settleLeftBehind } from './settle-left-behind.ts';

/** A run that is ours, in an organization that lets us in. */
export interface TakenRun {
  readonly org: ConnectedOrg;
  readonly outbox: HeldOutbox;
  /** How far somebody else came with it; undefined where it begins here. */
  readonly checkpoint: Checkpoint | undefined;
}

/** Values that were decided longer ago are decided anew: licences and usage have changed since. */
const longestPlanMs = 12 * 3_600_000;

/** As openRun; what earlier runs left with Bulk jobs is settled, too. */
export async function takeRun(
  request: RunRequest,
  ports: RunPorts,
  signal: AbortSignal,
  recorder: RunRecorder,
): Promise<TakenRun> {
  const taken = await openRun(request, ports, recorder, async ({ mark }) => {
    return mark === setupMark(await ports.setup.readSetup());
  });
  const { org, outbox, checkpoint } = taken;
  if (!request.dryRun && !checkpoint)
    await settleLeftBehind({ org, outbox, runKey: request.runKey, signal }, ports, recorder);
  return taken;
}

/**
 * Connects, takes the run, and opens its record in the organization.
 *
 * @param isRight whether what somebody else had decided is to be carried out still
 */
export async function openRun(
  request: RunRequest,
  ports: RunPorts,
  recorder: RunRecorder,
  isRight: (checkpoint: Checkpoint) => Promise<boolean>,
): Promise<TakenRun> {
  const org = await ports.connection.connect();
  const outbox = await ports.outbox.hold(org.organizationId, request.runKey);
  recorder.outbox = outbox;
  const fresh = freshCheckpoint(outbox, ports);
  const checkpoint = fresh && (await isRight(fresh)) ? fresh : undefined;
  if (checkpoint) recorder.resume(checkpoint);
  await ports.runLog.openRun(request, recorder.startedAt, outbox.isTakenOver);
  recorder.logOpened();
  return { org, outbox, checkpoint };
}

function freshCheckpoint({ plan }: HeldOutbox, { clock }: RunPorts): Checkpoint | undefined {
  if (!plan || clock.now().getTime() - plan.storedAt.getTime() > longestPlanMs) return undefined;
  return readCheckpoint(plan);
}
