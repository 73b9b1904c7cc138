import { expect, it } from 'vitest';
import { everyObserver } from '../../../src/adapters/telemetry/every-observer.ts';
import type { RunResult } from '../../../src/domain/run.ts';
import type { RunObserver } from '../../../src/ports/run-observer.ts';

it('every observer is told everything, in order', () => {
  const told: unknown[][] = [];
  const observer = (name: string): RunObserver => {
    const note =
      (what: string) =>
      (...facts: unknown[]): void => {
        told.push([name, what, ...facts]);
      };
    return {
      phaseStarted: note('started'),
      phaseProgressed: note('progressed'),
      phaseFinished: note('finished'),
      outcomesKnown: note('outcomes'),
      runFailed: note('failed'),
      runFinished: note('ended'),
    };
  };
  const result = {} as RunResult;
  const both = everyObserver([observer('a'), observer('b')]);
  both.phaseStarted('Write');
  both.phaseProgressed('Write', 1, 2);
  both.phaseFinished('Write', 'done');
  both.outcomesKnown([]);
  both.runFailed('why');
  both.runFinished(result);
  const facts = [
    ['started', 'Write'],
    ['progressed', 'Write', 1, 2],
    ['finished', 'Write', 'done'],
    ['outcomes', []],
    ['failed', 'why'],
    ['ended', result],
  ];
  expect(told).toEqual(
    facts.flatMap((fact) => [
      ['a', ...fact],
      ['b', ...fact],
    ]),
  );
});
