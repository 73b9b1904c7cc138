import { describe, expect, it } from 'vitest';
import { catalogueReport, runsReport } from '../../../src/entrypoints/cli/service-reports.ts';

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

describe('Runs', () => {
  const organization = { organizationId: '00D000000000001AAA', name: 'Acme' };
  const at = new Date('2026-11-24T10:00:00Z');
  const run = { runKey: 'r', trigger: 'Schedule', dryRun: false, startedAt: at } as const;

  it('that there are none of yet are told so', () => {
    expect(runsReport([{ ...organization, open: [], ended: [] }])).toBe(
      '00D000000000001AAA  Acme\n  no run yet',
    );
  });

  it('of no organization are told as such, and what connects one', () => {
    expect(runsReport([])).toMatch(/^No organization is connected\. "orgs add"/);
  });

  it('tell how they began and whether they wrote', () => {
    const ended = [
      { ...run, status: 'Succeeded', message: 'Done.' },
      { ...run, status: 'Held', message: 'Too many.', trigger: 'Request', dryRun: true },
    ] as unknown as Parameters<typeof runsReport>[0][number]['ended'];
    expect(
      runsReport([{ ...organization, open: [], ended }])
        .split('\n')
        .slice(1),
    ).toEqual([
      '  2026-11-24T10:00:00.000Z  Succeeded  Schedule  r',
      '    Done.',
      '  2026-11-24T10:00:00.000Z  Held  Request, dry run  r',
      '    Too many.',
    ]);
  });
});
