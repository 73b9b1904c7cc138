import { plannedChanges } from '../domain/planned-change.ts';
import { failureRemark } from './log/failure-remark.ts';
import type { RunPlan } from './plan-run.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunRecorder } from './run-recorder.ts';

/**
 * Keeps what a run planned and will not send, so that it can be looked at: before and after of each value. The run
 * does not fail for want of it, but it is said, and so is a plan that is too long to be kept whole.
 */
export async function keepPlanned(
  organizationId: string,
  runKey: string,
  plan: RunPlan,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<void> {
  try {
    const { planned, kept } = await ports.plannedChanges.record(
      organizationId,
      runKey,
      plannedChanges(plan.changes),
    );
    if (kept < planned)
      recorder.book.add({
        level: 'Info',
        code: 'PLAN_CUT',
        message: `${planned} values would change; the first ${kept} of them are kept to be looked at.`,
        explanation: 'All of them are counted. Nothing needs to be done.',
      });
  } catch (error) {
    recorder.book.add({
      ...failureRemark(error),
      level: 'Warning',
      code: 'PLAN_NOT_KEPT',
      explanation:
        'What the run would change could not be kept, so its changes can not be looked at. The operator of the connector can check its database: DATABASE_URL or DATA_DIRECTORY.',
    });
  }
}
