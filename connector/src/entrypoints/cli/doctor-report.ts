import type { Finding } from '../../domain/diagnosis.ts';

const marks: Readonly<Record<Finding['state'], string>> = {
  ok: '✓',
  warning: '!',
  failed: '✗',
  skipped: '–',
};

/** Findings for a person: what was found, and below it what to do. */
export function doctorReport(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length), 0);
  const indent = ' '.repeat(width + 3);
  return findings
    .flatMap(({ check, state, found, remedy }) => [
      `${marks[state]} ${check.padEnd(width)} ${found}`,
      ...(remedy === undefined ? [] : [indent + remedy]),
    ])
    .join('\n');
}

/** 0 all is well · 1 something is to be done. */
export function doctorExitCode(findings: readonly Finding[]): number {
  return findings.some(({ state }) => state === 'failed' || state === 'warning') ? 1 : 0;
}
