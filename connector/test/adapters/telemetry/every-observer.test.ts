import { expect, it } from 'vitest';
import { everyObserver } from '../../../src/adapters/telemetry/every-observer.ts';
import type { RunResult } from '../../../src/domain/run.ts';
import type { RunObserver } from '../../../src/ports/run-observer.ts';

/** An observer that does the same whatever it is told. */
function alike(note: (what: string) => (...facts: unknown[]) => void): RunObserver {
  return {
    phaseStarted: note('started'),
    phaseProgressed: note('progressed'),
    phaseFinished: note('finished'),
    outcomesKnown: note('outcomes'),
    runFailed: note('failed'),
    runFinished: note('ended'),
  };
}

it('every observer is told everything, in order', () => {
  const told: unknown[][] = [];
  const observer = (name: string): RunObserver =>
    alike((what) => (...facts) => {
      told.push([name, what, ...facts]);
    });
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

it('an observer that throws is told of once, and neither ends what it watches nor silences the others', () => {
  const heard: string[] = [];
  const failures: unknown[] = [];
  const broken = new Error('The terminal is gone.');
  const all = everyObserver(
    [
      alike(() => () => {
        throw broken;
      }),
      alike((what) => () => {
        heard.push(what);
      }),
    ],
    (error) => failures.push(error),
  );
  all.phaseStarted('Write');
  all.outcomesKnown([]);
  all.runFailed('why');
  expect(heard).toEqual(['started', 'outcomes', 'failed']);
  expect(failures).toEqual([broken]);
});
