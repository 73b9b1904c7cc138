import { describe, expect, it } from 'vitest';
import {
  alertKinds,
  alertsToSend,
  troubleOf,
  type AlertKind,
  type JudgedRun,
} from '../../src/domain/alert.ts';
import type { LogEntry } from '../../src/domain/run.ts';

const dayMs = 86_400_000;
const start = new Date('2026-11-24T23:30:00Z');
const phase = { phase: 'Connect' as const, startedAt: start, finishedAt: start, summary: 'Acme' };

function run(part: Partial<JudgedRun> = {}, daysAgo = 0, written = 1): JudgedRun {
  const at = new Date(start.getTime() - daysAgo * dayMs);
  return {
    runKey: `run-${daysAgo}`,
    trigger: 'Schedule',
    status: 'Succeeded',
    message: 'A message.',
    startedAt: at,
    finishedAt: at,
    phases: [phase],
    values: { read: 9, unchanged: 9 - written, written, cleared: 0, failed: 0, deferred: 0 },
    entries: [],
    ...part,
  };
}

function entry(part: Partial<LogEntry>): LogEntry {
  return {
    level: 'Warning',
    code: 'CODE',
    message: 'It happened.',
    explanation: 'Do this.',
    count: 1,
    sampleAccountIds: [],
    ...part,
  };
}

function kinds(
  newest: JudgedRun,
  earlier: readonly JudgedRun[] = [],
  days = 7,
): readonly AlertKind[] {
  return troubleOf(newest, earlier, days).map(({ kind }) => kind);
}

describe('the trouble of a run', () => {
  it.each<[string, Partial<JudgedRun>, readonly AlertKind[]]>([
    ['a run that did all', {}, []],
    ['one that did not get in', { status: 'Failed', phases: [] }, ['connection-lost']],
    ['one that got in and failed', { status: 'Failed' }, ['failed']],
    ['a held one', { status: 'Held' }, ['held']],
    ['a degraded one', { status: 'Degraded' }, ['degraded']],
    [
      'one without calls left',
      { status: 'Degraded', entries: [entry({ code: 'API_RESERVE_REACHED' })] },
      ['degraded', 'quota'],
    ],
    [
      'one that Salesforce stopped',
      { status: 'Failed', entries: [entry({ code: 'REQUEST_LIMIT_EXCEEDED', level: 'Error' })] },
      ['failed', 'quota'],
    ],
  ])('of %s', (_name, part, expected) => {
    expect(kinds(run(part))).toEqual(expected);
  });

  it('names the worst entries with what to do, and how many there are besides', () => {
    const entries = [
      entry({ code: 'W1' }),
      entry({ code: 'I', level: 'Info' }),
      entry({ code: 'W2' }),
      entry({ code: 'E', level: 'Error', count: 17 }),
      entry({ code: 'W3' }),
    ];
    const [trouble] = troubleOf(run({ status: 'Degraded', entries }), [], 7);
    expect(trouble?.text.split('\n')).toEqual([
      'A message.',
      'E (17×): It happened. Do this.',
      'W1 (1×): It happened. Do this.',
      'W2 (1×): It happened. Do this.',
      'and 1 more in the log of the run',
    ]);
  });

  it.each<[string, JudgedRun, readonly JudgedRun[], number, readonly AlertKind[]]>([
    ['a week without a value', run({}, 0, 0), [run({}, 1, 0), run({}, 7, 0)], 7, ['unchanged']],
    ['one day less', run({}, 0, 0), [run({}, 1, 0), run({}, 6, 0)], 7, []],
    ['a value within the week', run({}, 0, 0), [run({}, 3, 2), run({}, 8, 0)], 7, []],
    ['a value before the week', run({}, 0, 0), [run({}, 3, 0), run({}, 8, 5)], 7, ['unchanged']],
    ['a value now', run({}, 0, 1), [run({}, 8, 0)], 7, []],
    ['a connector that is new', run({}, 0, 0), [], 7, []],
    ['switched off', run({}, 0, 0), [run({}, 30, 0)], 0, []],
    ['a failure, which says more', run({ status: 'Failed' }, 0, 0), [run({}, 8, 0)], 7, ['failed']],
  ])('after %s', (_name, newest, earlier, days, expected) => {
    expect(kinds(newest, earlier, days)).toEqual(expected);
  });
});

describe('what is told', () => {
  function told(newest: JudgedRun, open: readonly AlertKind[]): readonly string[] {
    return alertsToSend(newest, '00D1', troubleOf(newest, [], 7), new Set(open)).map(
      ({ event, kind }) => `${event} ${kind}`,
    );
  }

  it('is a trouble once, until it is over', () => {
    const failed = run({ status: 'Failed' });
    expect(told(failed, [])).toEqual(['raised failed']);
    expect(told(failed, ['failed'])).toEqual([]);
    expect(told(run(), ['failed'])).toEqual(['recovered failed']);
  });

  const all = alertKinds;
  it.each<[string, JudgedRun, readonly string[]]>([
    [
      'a run that wrote and needs no look ends everything',
      run(),
      all.map((kind) => `recovered ${kind}`),
    ],
    [
      'one that found all right ends all but the want of changes',
      run({}, 0, 0),
      all.filter((kind) => kind !== 'unchanged').map((kind) => `recovered ${kind}`),
    ],
    [
      'a retry is no sync: what is late, held or failed stays so',
      run({ trigger: 'Retry' }),
      all
        .filter((kind) => !['late', 'held', 'failed'].includes(kind))
        .map((kind) => `recovered ${kind}`),
    ],
    ['one that did not get in ends nothing', run({ status: 'Failed', phases: [] }, 0, 0), []],
    [
      'one that got in and failed ends the lost connection alone',
      run({ status: 'Failed' }, 0, 0),
      ['recovered connection-lost'],
    ],
    [
      'a held one ends the failure',
      run({ status: 'Held' }, 0, 0),
      ['recovered connection-lost', 'recovered failed'],
    ],
    [
      'a degraded one ends all but the need of a look',
      run({ status: 'Degraded' }),
      all.filter((kind) => kind !== 'degraded').map((kind) => `recovered ${kind}`),
    ],
  ])('%s', (_name, newest, expected) => {
    expect(told(newest, all)).toEqual(expected);
  });

  it('says of whom, by which run and when', () => {
    const newest = run({ status: 'Held' });
    const trouble = troubleOf(newest, [], 7);
    expect(alertsToSend(newest, '00D1', trouble, new Set())).toMatchObject([
      { organizationId: '00D1', runKey: 'run-0', at: start, event: 'raised', kind: 'held' },
    ]);
  });
});
