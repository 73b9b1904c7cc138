import type { RunResult } from '../../../domain/run.ts';
import type { RunObserver } from '../../../ports/run-observer.ts';
import type { OpenSpan, SpanAttributes, Tracer } from '../../../ports/tracer.ts';

/** Watches a run for its trace: a span for each phase, and what the run came to on its own span. */
export function phaseSpans(tracer: Tracer, run: OpenSpan, identity: SpanAttributes): RunObserver {
  let phaseSpan: OpenSpan | undefined;
  const endPhase = (): void => {
    phaseSpan?.end();
    phaseSpan = undefined;
  };
  return {
    phaseStarted: (phase) => {
      endPhase();
      const attributes = { ...identity, 'isvapp.run.phase': phase };
      phaseSpan = run.within(() =>
        tracer.begin({ name: `phase ${phase}`, kind: 'internal', attributes }),
      );
    },
    phaseProgressed: () => undefined,
    phaseFinished: endPhase,
    outcomesKnown: () => undefined,
    runFailed: (error) => {
      phaseSpan?.fail(error);
      run.fail(error);
    },
    runFinished: (result) => {
      endPhase();
      run.set(outcome(result));
    },
  };
}

function outcome({ status, accountsRead, values, apiCalls }: RunResult): SpanAttributes {
  return {
    'isvapp.run.status': status,
    'isvapp.run.accounts': accountsRead,
    'isvapp.run.values.read': values.read,
    'isvapp.run.values.written': values.written,
    'isvapp.run.values.failed': values.failed,
    'isvapp.run.api_calls': apiCalls.used,
  };
}
