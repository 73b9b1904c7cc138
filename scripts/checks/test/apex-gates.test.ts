import { describe, expect, it } from 'vitest';
import {
  allowances,
  allowancesOf,
  type Allowances,
  nothingAllowed,
} from '../analysis/allowed-findings.ts';
import { judgedFindings, timeoutRule } from '../analysis/judged-findings.ts';
import { javaCommand, majorVersion } from '../apex/java-command.ts';
import { type Finding, findingText } from '../finding.ts';

const finding = (rule: string, file: string): Finding => ({ file, line: 7, rule, message: 'no' });
const judged = (findings: readonly Finding[], allowed: Partial<Allowances>) =>
  judgedFindings(findings, { ...nothingAllowed, ...allowed }).map(findingText);

describe('the Java of the checks', () => {
  it('is asked for with the way to get it where there is none', async () => {
    await expect(javaCommand('no-such-java')).rejects.toThrow(
      /Java 11 or newer, and there is no no-such-java.*apt-get install openjdk-17-jre-headless/,
    );
  });

  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['java version "1.8.0_402"', 8],
    ['openjdk version "21" 2023-09-19', 21],
    ['something else', 0],
  ])('is known from the banner %s', (banner, version) => {
    expect(majorVersion(banner)).toBe(version);
  });
});

describe('an allowance', () => {
  const crud = finding('pmd/ApexCRUDViolation', 'force-app/main/run/classes/Runs.cls');
  const allowed = { rule: crud.rule, component: 'Runs', reason: 'because' };

  it('counts only where its engine is run', () => {
    const { rulesLeftOut, findings, timeouts } = allowancesOf(['pmd']);
    const rules = [...rulesLeftOut, ...findings].map(({ rule }) => rule.split('/')[0]);
    expect(new Set(rules)).toEqual(new Set(['pmd']));
    expect(timeouts).toEqual([]);
    expect(allowancesOf(['pmd', 'sfge'])).toEqual(allowances);
  });

  it('is needed for each finding', () => {
    expect(judged([crud], {})).toEqual([
      'force-app/main/run/classes/Runs.cls:7 pmd/ApexCRUDViolation: no',
    ]);
  });

  it('covers its rule in its class, and neither another rule nor another class', () => {
    const others = [
      finding('pmd/ApexSharingViolations', crud.file),
      finding(crud.rule, 'force-app/main/run/classes/RunsToo.cls'),
    ];
    expect(judged([crud, ...others], { findings: [allowed] })).toEqual(others.map(findingText));
  });

  it('covers a rule everywhere where the rule is left out', () => {
    expect(judged([crud], { rulesLeftOut: [{ rule: crud.rule, reason: 'because' }] })).toEqual([]);
  });

  it('fails once it allows nothing', () => {
    const unused = {
      findings: [{ ...allowed, component: 'Gone' }],
      rulesLeftOut: [{ rule: 'pmd/Gone', reason: 'because' }],
    };
    expect(judged([], unused)).toEqual([
      expect.stringMatching(/allowed-findings\.ts.*pmd\/Gone is allowed.*delete the entry/),
      expect.stringMatching(/pmd\/ApexCRUDViolation is allowed.*Gone.*delete the entry/),
    ]);
  });

  it('for a timeout covers timeouts only, and may match nothing', () => {
    const timeouts = [{ component: 'Runs', reason: 'because' }];
    expect(judged([finding(timeoutRule, crud.file)], { timeouts })).toEqual([]);
    expect(judged([crud], { timeouts })).toHaveLength(1);
    expect(judged([], { timeouts })).toEqual([]);
  });

  it('says why', () => {
    const { rulesLeftOut, findings, timeouts } = allowances;
    const reasons = [...rulesLeftOut, ...findings, ...timeouts].map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
  });
});
