import { phaseSpans } from '../adapters/telemetry/tracing/phase-spans.ts';
import type { RunObserver } from '../ports/run-observer.ts';
import type { CarryOut, QueuedRun } from '../ports/run-queue.ts';
import { traced, type Tracer } from '../ports/tracer.ts';

/** A queue's runs with a span each, for the whole time that a worker has the job. */
export function tracedJobs(carryOut: CarryOut, tracer: Tracer): CarryOut {
  return (run, signal) => {
    const span = { name: 'job run', kind: 'consumer', attributes: identity(run) } as const;
    return traced(tracer, span, () => carryOut(run, signal));
  };
}

/** Does the run as a span; the observer it is given adds the phases. */
export function tracedRun<T>(
  run: Omit<QueuedRun, 'organizationId'> & { readonly organizationId: string | undefined },
  tracer: Tracer,
  work: (observer: RunObserver) => Promise<T>,
): Promise<T> {
  const attributes = {
    ...identity(run),
    'isvapp.run.trigger': run.trigger,
    'isvapp.run.dry_run': run.dryRun,
  };
  return traced(tracer, { name: 'run', kind: 'internal', attributes }, (span) =>
    work(phaseSpans(tracer, span, identity(run))),
  );
}

function identity({
  organizationId,
  runKey,
}: {
  readonly organizationId: string | undefined;
  readonly runKey: string;
}) {
  return {
    'isvapp.run.key': runKey,
    ...(organizationId !== undefined && { 'isvapp.organization.id': organizationId }),
  };
}
