import { afterEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../org.ts';
import { column } from '../../../test/acme-org.ts';
import type { AnonymousResult } from '../../bridge/anonymous-result.ts';
import { executeAnonymous } from '../../bridge/execute-anonymous.ts';
import { apexOrg } from '../apex-org.ts';
import { bridge } from './bridge.ts';

let org: LocalOrg;
afterEach(() => {
  org.close();
});

function executed(source: string, ...classes: readonly string[]): Promise<AnonymousResult> {
  org = apexOrg(...classes);
  return executeAnonymous(bridge(org), source, org.administratorId);
}

describe('A block of anonymous Apex', () => {
  it('writes for good and logs what it prints', async () => {
    const result = await executed("insert new Account(Name = 'Acme');\nSystem.debug('done');");
    expect(result).toMatchObject({
      compiled: true,
      compileProblem: null,
      success: true,
      exceptionMessage: null,
      exceptionStackTrace: null,
      line: -1,
      column: -1,
    });
    expect(column(org, 'SELECT Name FROM Account')).toEqual(['Acme']);
    expect(result.debugLog.split('\n')).toEqual([
      '67.0 APEX_CODE,DEBUG;APEX_PROFILING,NONE',
      "Execute Anonymous: insert new Account(Name = 'Acme');",
      "Execute Anonymous: System.debug('done');",
      expect.stringMatching(/^\d\d:\d\d:\d\d\.0 \(0\)\|USER_INFO\|\[EXTERNAL\]\|005\w{15}\|/),
      expect.stringMatching(/\|EXECUTION_STARTED$/),
      expect.stringMatching(/\|CODE_UNIT_STARTED\|\[EXTERNAL\]\|execute_anonymous_apex$/),
      expect.stringMatching(/\|USER_DEBUG\|\[2\]\|DEBUG\|done$/),
      expect.stringMatching(/\|CODE_UNIT_FINISHED\|execute_anonymous_apex$/),
      expect.stringMatching(/\|EXECUTION_FINISHED$/),
      '',
    ]);
  });

  it('that does not compile says where', async () => {
    const result = await executed('Integer size = 1;\n  Nowhere.go();');
    expect(result).toMatchObject({ compiled: false, success: false, line: 2, debugLog: '' });
    expect(result.compileProblem).toContain('Nowhere');
  });

  it('that throws leaves nothing behind and says what and where', async () => {
    const result = await executed(
      "insert new Account(Name = 'Acme');\nHelper.divide(0);",
      'public class Helper { public static Integer divide(Integer by) {\n return 1 / by; } }',
    );
    expect(result).toMatchObject({
      compiled: true,
      success: false,
      exceptionMessage: 'System.MathException: Divide by 0',
      exceptionStackTrace:
        'Class.Helper.divide: line 2, column 1\nAnonymousBlock: line 2, column 1',
      line: 2,
      column: 1,
    });
    expect(result.debugLog).toContain('|FATAL_ERROR|System.MathException: Divide by 0\n\nClass.');
    expect(column(org, 'SELECT Name FROM Account')).toEqual([]);
  });

  it('that the interpreter does not support throws by name', async () => {
    await expect(
      executed("List<List<SObject>> found = [FIND 'x' RETURNING Account];"),
    ).rejects.toThrow('SOSL');
  });
});
