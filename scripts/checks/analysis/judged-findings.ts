import type { Finding } from '../finding.ts';
import type { AllowedFinding, AllowedTimeout, Allowances } from './allowed-findings.ts';

/** The rule that a time limit of an engine is reported under. */
export const timeoutRule = 'sfge/timeout';

/** Where an allowance is written, and to be deleted. */
const allowanceFile = 'scripts/checks/analysis/allowed-findings.ts';

/**
 * The findings that nothing allows, and one for each allowance that allows nothing: what was once a false alarm is
 * then either mended or misspelt.
 */
export function judgedFindings(
  findings: readonly Finding[],
  { rulesLeftOut, findings: allowed, timeouts }: Allowances,
): readonly Finding[] {
  const leftOut = new Set(rulesLeftOut.map(({ rule }) => rule));
  const standing = findings.filter(
    (finding) =>
      !leftOut.has(finding.rule) &&
      !allowed.some((each) => allows(each, finding)) &&
      !timeouts.some((each) => allowsTimeout(each, finding)),
  );
  return [
    ...standing,
    ...rulesLeftOut
      .filter(({ rule }) => !findings.some((finding) => finding.rule === rule))
      .map(({ rule }) => unused(rule, 'nothing breaks it')),
    ...allowed
      .filter((each) => !findings.some((finding) => allows(each, finding)))
      .map(({ rule, component }) => unused(rule, `${component} does not break it`)),
  ];
}

function allows({ rule, component }: AllowedFinding, finding: Finding): boolean {
  return rule === finding.rule && component === componentOf(finding.file);
}

function allowsTimeout({ component }: AllowedTimeout, finding: Finding): boolean {
  return finding.rule === timeoutRule && component === componentOf(finding.file);
}

function unused(rule: string, why: string): Finding {
  const message = `${rule} is allowed, and ${why}: delete the entry`;
  return { file: allowanceFile, line: undefined, rule: 'unused allowance', message };
}

/** `SyncRun` of `…/classes/SyncRun.cls`, `Key__c` of `…/Key__c.field-meta.xml`. */
function componentOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return name.split('.', 1)[0] ?? '';
}
