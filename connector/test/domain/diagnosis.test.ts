import { describe, expect, it } from 'vitest';
import { allowanceFinding, clockFinding } from '../../src/domain/diagnosis.ts';

describe('the clock', () => {
  it.each([
    [0, 'ok', '0 s'],
    [29_000, 'ok', '29 s'],
    [-29_000, 'ok', '29 s'],
    [30_000, 'warning', '30 s behind'],
    [-90_000, 'warning', '90 s ahead of'],
    [120_000, 'failed', '120 s behind'],
    [-3_600_000, 'failed', '3600 s ahead of'],
    [undefined, 'skipped', 'did not tell'],
  ])('that is off by %s ms is %s', (skewMs, state, words) => {
    const finding = clockFinding(skewMs);
    expect(finding).toMatchObject({ check: 'clock', state });
    expect(finding.found).toContain(words);
    expect(finding.remedy === undefined).toBe(state === 'ok' || state === 'skipped');
  });
});

describe('the allowance', () => {
  it.each([
    [100, 15_000, 10, 'ok', 'leaves 13400'],
    [13_460, 15_000, 10, 'warning', 'leaves 40'],
    [13_459, 15_000, 10, 'ok', 'leaves 41'],
    [13_500, 15_000, 10, 'failed', 'leaves 0'],
    [15_000, 15_000, 0, 'failed', 'leaves 0'],
    [14_000, 15_000, 0, 'ok', 'leaves 1000'],
  ])('%i of %i with a reserve of %i % is %s', (used, limit, reserve, state, words) => {
    const finding = allowanceFinding({ used, limit }, reserve);
    expect(finding).toMatchObject({ check: 'allowance', state });
    expect(finding.found).toContain(words);
  });

  it('that Salesforce does not tell is not judged', () => {
    expect(allowanceFinding(undefined, 10).state).toBe('skipped');
  });
});
