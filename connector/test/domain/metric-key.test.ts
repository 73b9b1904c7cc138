import { describe, expect, it } from 'vitest';
import { metricKey, parseMetricKey } from '../../src/domain/metric-key.ts';

const id15 = '033000000000AAA';

describe('a metric key', () => {
  it.each([
    ['engagement.mau', { kind: 'engagement', measure: 'mau', packageId: null }],
    [`engagement.wau.${id15}`, { kind: 'engagement', measure: 'wau', packageId: id15 }],
    [`engagement.dau.${id15}QAA`, { kind: 'engagement', measure: 'dau', packageId: id15 }],
    ['feature.tournament', { kind: 'feature', featureId: 'tournament', unit: 'users' }],
    ['feature.tournament.events', { kind: 'feature', featureId: 'tournament', unit: 'events' }],
    [`records.${id15}.Player`, { kind: 'records', packageId: id15, object: 'Player' }],
  ])('%s names its metric', (key, metric) => {
    expect(parseMetricKey(key)).toEqual(metric);
  });

  it.each([
    '',
    'engagement',
    'engagement.qau',
    'engagement.mau.001000000000AAA',
    `engagement.mau.${id15}.x`,
    'feature.',
    'feature.a b',
    'feature.tournament.clicks',
    `records.${id15}`,
    `records.${id15}.Player; DROP TABLE`,
    'seats.internal',
  ])('is not "%s"', (key) => {
    expect(parseMetricKey(key)).toBeUndefined();
  });

  it('is spelled one way, with 15 characters of the package', () => {
    const metric = parseMetricKey(`records.${id15}QAA.Player`);
    expect(metric && metricKey(metric)).toBe(`records.${id15}.Player`);
    expect(metricKey({ kind: 'feature', featureId: 'x', unit: 'events' })).toBe('feature.x.events');
    expect(metricKey({ kind: 'engagement', measure: 'mau', packageId: null })).toBe(
      'engagement.mau',
    );
  });
});
