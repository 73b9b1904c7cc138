import { describe, expect, it } from 'vitest';
import {
  dataStates,
  standings,
  usageValue,
  type DataState,
  type Standing,
  type UsageValue,
} from '../../src/domain/usage-value.ts';

const write = (value: number | null, reason: UsageValue['reason']): UsageValue => ({
  write: true,
  value,
  reason,
});
const leave = (reason: UsageValue['reason']): UsageValue => ({ write: false, reason });

/** The rule written out by hand: standing × data × what was reported. */
const cases: readonly (readonly [Standing, DataState, number | undefined, UsageValue])[] = [
  ['combined', 'loaded', 7, write(7, 'as-reported')],
  ['combined', 'loaded', 0, write(0, 'as-reported')],
  ['combined', 'loaded', undefined, write(0, 'no-usage')],
  ['combined', 'no-data', undefined, leave('no-data')],
  ['combined', 'recalculating', 7, leave('recalculating')],
  ['licensed', 'loaded', 7, write(7, 'as-reported')],
  ['licensed', 'loaded', 0, write(0, 'as-reported')],
  ['licensed', 'loaded', undefined, write(0, 'no-usage')],
  ['licensed', 'no-data', undefined, leave('no-data')],
  ['licensed', 'recalculating', 7, leave('recalculating')],
  ['not-licensed', 'loaded', 7, write(null, 'not-licensed')],
  ['not-licensed', 'loaded', 0, write(null, 'not-licensed')],
  ['not-licensed', 'loaded', undefined, write(null, 'not-licensed')],
  ['not-licensed', 'no-data', undefined, write(null, 'not-licensed')],
  ['not-licensed', 'recalculating', 7, leave('recalculating')],
];

describe('the value of a metric', () => {
  it.each(cases)(
    'on an Account that is %s with data %s and %s reported',
    (standing, state, reported, expected) => {
      expect(usageValue(standing, state, reported)).toEqual(expected);
    },
  );

  it('is never NULL where usage is combined', () => {
    for (const state of dataStates) {
      for (const reported of [undefined, 0, 12]) {
        expect(usageValue('combined', state, reported)).not.toMatchObject({ value: null });
      }
    }
  });

  it('has a row for every standing and state', () => {
    const covered = new Set(cases.map(([standing, state]) => `${standing} ${state}`));
    expect(covered.size).toBe(standings.length * dataStates.length);
  });
});
