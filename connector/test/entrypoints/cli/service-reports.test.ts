import { describe, expect, it } from 'vitest';
import { catalogueReport } from '../../../src/entrypoints/cli/service-reports.ts';

describe('Who connects an organization', () => {
  it('is told how many metrics can be mapped', () => {
    expect(catalogueReport({ metrics: 42, problem: null })).toMatch(/42 metrics can be mapped/);
  });

  it('is told why none can be mapped yet, and what changes that', () => {
    const problem = 'No access to UsageMetric__c. An administrator can assign the permission set.';
    const report = catalogueReport({ metrics: null, problem });
    expect(report).toMatch(/no metrics yet; the next run publishes them/);
    expect(report).toContain(problem);
  });
});
