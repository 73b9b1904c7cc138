import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  metricKey,
  parseMetricKey,
  type Metric,
} from '../../../connector/src/domain/metric-key.ts';
import { readSourceFiles } from '../metadata/source-file.ts';
import { parseXml, textAt } from '../metadata/xml-element.ts';

/** The pattern that a validation rule hands to REGEX, which must match the whole text as in Java. */
async function keyPattern(ruleName: string): Promise<RegExp> {
  const files = await readSourceFiles('force-app');
  const rule = files.find(({ path }) => path.endsWith(`/${ruleName}.validationRule-meta.xml`));
  const root = parseXml(rule?.text ?? '');
  const formula = typeof root === 'string' ? root : textAt(root, 'errorConditionFormula');
  const pattern = /REGEX\(\w+, "([^"]*)"\)/.exec(formula ?? '')?.[1];
  if (pattern === undefined) throw new Error(`${ruleName} has no REGEX: ${formula ?? ''}`);
  return new RegExp(`^(?:${pattern})$`);
}

const alphanumeric = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
const packageId = fc
  .string({ unit: fc.constantFrom(...alphanumeric), minLength: 12, maxLength: 12 })
  .map((rest) => `033${rest}`);
const name = fc
  .string({ unit: fc.constantFrom(...alphanumeric, '_'), minLength: 0, maxLength: 79 })
  .map((rest) => `X${rest}`);
const metric: fc.Arbitrary<Metric> = fc.oneof(
  fc.record({
    kind: fc.constant('engagement' as const),
    measure: fc.constantFrom('mau', 'wau', 'dau'),
    packageId: fc.option(packageId),
  }),
  fc.record({
    kind: fc.constant('feature' as const),
    featureId: name,
    unit: fc.constantFrom('users', 'events'),
  }),
  fc.record({ kind: fc.constant('records' as const), packageId, object: name }),
);

describe.each(['MetricKeyFormat', 'KeyFormat'])('the validation rule %s', async (ruleName) => {
  const pattern = await keyPattern(ruleName);

  it('accepts every key that the connector writes', () => {
    fc.assert(fc.property(metric, (each) => pattern.test(metricKey(each))));
  });

  it('agrees with the connector on what is a key', () => {
    const part = fc.oneof(
      packageId,
      fc.constantFrom(
        'engagement',
        'feature',
        'records',
        'mau',
        'dau',
        'events',
        '',
        '-',
        'Player',
        '033',
        '033A',
      ),
      fc.string({ maxLength: 3 }),
    );
    const text = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(text, (each) => pattern.test(each) === (parseMetricKey(each) !== undefined)),
      { numRuns: 2000 },
    );
  });
});
