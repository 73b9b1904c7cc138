import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/diagnosis.ts';
import { doctorExitCode, doctorReport } from '../../../src/entrypoints/cli/doctor-report.ts';

const findings: readonly Finding[] = [
  { check: 'connection', state: 'ok', found: 'In.' },
  { check: 'clock', state: 'warning', found: 'Off.', remedy: 'Set it.' },
  { check: 'log', state: 'failed', found: 'No access.', remedy: 'Grant it.' },
  { check: 'mappings', state: 'skipped', found: 'Not looked at.' },
];

describe('the report of the doctor', () => {
  it('has what was found, and below it what to do', () => {
    expect(doctorReport(findings).split('\n')).toEqual([
      '✓ connection In.',
      '! clock      Off.',
      '             Set it.',
      '✗ log        No access.',
      '             Grant it.',
      '– mappings   Not looked at.',
    ]);
  });

  it.each([
    ['ok', 0],
    ['skipped', 0],
    ['warning', 1],
    ['failed', 1],
  ] as const)('ends with the code for the worst of it: %s is %i', (state, code) => {
    const fine: Finding = { check: 'connection', state: 'ok', found: '' };
    expect(doctorExitCode([fine, { ...fine, state }])).toBe(code);
  });
});
