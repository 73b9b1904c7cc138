import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApexRuntime, TestRunResult, TestSelection } from '../../apex/apex-runtime.ts';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

const run: TestRunResult = {
  methods: [
    {
      className: 'GreeterTest',
      methodName: 'greets',
      outcome: 'Pass',
      message: null,
      stackTrace: null,
      timeMs: 3,
      seeAllData: false,
      coverage: [{ className: 'Greeter', linesCovered: [1, 2], linesUncovered: [3, 5] }],
    },
    {
      className: 'GreeterTest',
      methodName: 'refuses',
      outcome: 'Fail',
      message: 'System.AssertException: no',
      stackTrace: 'Class.GreeterTest.refuses: line 9, column 1',
      timeMs: 4,
      seeAllData: false,
      coverage: [{ className: 'Greeter', linesCovered: [1, 3], linesUncovered: [2, 5] }],
    },
  ],
  coverage: [{ className: 'Greeter', linesCovered: [1, 2, 3], linesUncovered: [5] }],
  timeMs: 7,
};

let selections: TestSelection[] = [];

/** Answers what a run would; the interpreter has tests of its own. */
const apex: ApexRuntime = {
  compile: () => [],
  executeAnonymous: (source) =>
    Promise.resolve({
      compiled: true,
      compileProblem: null,
      line: -1,
      column: -1,
      success: true,
      exceptionMessage: null,
      exceptionStackTrace: null,
      debugLog: `USER_DEBUG|${source}`,
    }),
  invoke: () => Promise.reject(new Error('not asked for')),
  runTests: (selection = {}) => {
    selections.push(selection);
    return run;
  },
  runDueJobs: () => Promise.resolve(0),
  notifications: () => [],
};

let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg({ apex: () => apex });
  const meta = '<ApexClass><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>';
  const deployed = org.org.deploy(
    new Map([
      [
        'package.xml',
        '<Package><types><members>*</members><name>ApexClass</name></types></Package>',
      ],
      ...['Greeter', 'GreeterTest'].flatMap((name): [string, string][] => [
        [`classes/${name}.cls`, `public class ${name} {}`],
        [`classes/${name}.cls-meta.xml`, meta],
      ]),
    ]),
  );
  expect(deployed.componentFailures).toEqual([]);
});

beforeEach(() => {
  selections = [];
});

afterAll(() => org.close());

async function query(soql: string): Promise<Record<string, unknown>[]> {
  const answer = await org.call('GET', `/tooling/query?q=${encodeURIComponent(soql)}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.json as { records: Record<string, unknown>[] }).records;
}

describe('Tests run over the Tooling API', () => {
  it('synchronously answer at once, with the ids of the classes', async () => {
    const body = { tests: [{ className: 'GreeterTest', testMethods: ['greets'] }] };
    const { json } = await org.call('POST', '/tooling/runTestsSynchronous', { body });
    expect(json).toMatchObject({
      numTestsRun: 2,
      numFailures: 1,
      successes: [
        { name: 'GreeterTest', methodName: 'greets', id: expect.stringMatching(/^01p/) as string },
      ],
      failures: [{ methodName: 'refuses', message: 'System.AssertException: no' }],
      codeCoverage: [{ name: 'Greeter', numLocations: 4, numLocationsNotCovered: 1 }],
    });
    expect(selections).toMatchObject([{ classes: [{ name: 'GreeterTest', methods: ['greets'] }] }]);
  });

  it('asynchronously leave records that are asked for as clients ask', async () => {
    const body = { classNames: 'GreeterTest' };
    const started = await org.call('POST', '/tooling/runTestsAsynchronous', { body });
    const job = JSON.parse(started.text) as string;
    expect(job).toMatch(/^707\w{15}$/);
    expect(
      await query(
        `SELECT AsyncApexJobId, Status, TestTime, TestSetupTime FROM ApexTestRunResult WHERE AsyncApexJobId = '${job}'`,
      ),
    ).toMatchObject([{ Status: 'Completed', TestTime: 7 }]);
    const [item] = await query(
      `SELECT Id, Status FROM ApexTestQueueItem WHERE ParentJobId = '${job}'`,
    );
    const results = await query(
      `SELECT MethodName, Outcome, ApexClass.Name FROM ApexTestResult WHERE QueueItemId IN ('${String(item?.Id)}') ORDER BY MethodName`,
    );
    expect(results).toMatchObject([
      { MethodName: 'greets', Outcome: 'Pass', ApexClass: { Name: 'GreeterTest' } },
      { MethodName: 'refuses', Outcome: 'Fail' },
    ]);
  });

  it('leave coverage as lists of lines', async () => {
    expect(
      await query(
        'SELECT ApexClassOrTrigger.Name, NumLinesCovered, Coverage FROM ApexCodeCoverageAggregate',
      ),
    ).toMatchObject([
      {
        ApexClassOrTrigger: { Name: 'Greeter' },
        NumLinesCovered: 3,
        Coverage: { coveredLines: [1, 2, 3], uncoveredLines: [5] },
      },
    ]);
    const ofMethods =
      'SELECT TestMethodName, ApexTestClass.Name, Coverage FROM ApexCodeCoverage ORDER BY TestMethodName';
    expect(await query(ofMethods)).toMatchObject([
      { TestMethodName: 'greets', Coverage: { coveredLines: [1, 2], uncoveredLines: [3, 5] } },
      { TestMethodName: 'refuses', Coverage: { coveredLines: [1, 3] } },
    ]);
    expect(await query('SELECT PercentCovered FROM ApexOrgWideCoverage')).toMatchObject([
      { PercentCovered: 75 },
    ]);
  });

  it('that name nothing are refused', async () => {
    const answer = await org.call('POST', '/tooling/runTestsAsynchronous', { body: {} });
    expect([answer.status, answer.json]).toMatchObject([400, [{ errorCode: 'INVALID_INPUT' }]]);
  });
});

describe('The Tooling API', () => {
  it('asks the org for what is not its own', async () => {
    expect(await query("SELECT Name FROM ApexClass WHERE Name = 'Greeter'")).toMatchObject([
      { Name: 'Greeter' },
    ]);
  });

  it('has no source tracking, which clients ask for', async () => {
    expect((await org.call('GET', '/tooling/sobjects/SourceMember/describe')).status).toBe(404);
  });

  it('runs a block of Apex', async () => {
    const answer = await org.call('GET', '/tooling/executeAnonymous?anonymousBody=x%3B');
    expect(answer.json).toMatchObject({ compiled: true, success: true, line: -1 });
  });
});

describe('executeAnonymous over SOAP', () => {
  it('brings the log in the header and escapes what it says', async () => {
    const answer = await fetch(`${org.url}/services/Soap/s/67.0/${org.org.organizationId}`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', SOAPAction: 'executeAnonymous' },
      body: `<e:Envelope xmlns:e="x"><e:Header><SessionHeader><sessionId>${org.token}</sessionId></SessionHeader></e:Header><e:Body><executeAnonymous><apexcode>a &lt; b;</apexcode></executeAnonymous></e:Body></e:Envelope>`,
    });
    const text = await answer.text();
    expect(text).toMatch(/Header>\s*<DebuggingInfo>\s*<debugLog>USER_DEBUG\|a &lt; b;<\/debugLog>/);
    expect(text).toContain('<compileProblem xsi:nil="true"></compileProblem>');
  });
});

describe('A deploy that asks for tests', () => {
  it('is undone when one fails, and says which', async () => {
    const field =
      '<CustomObject><fields><fullName>Tested__c</fullName><label>T</label><type>Text</type><length>9</length></fields></CustomObject>';
    const files = new Map([
      [
        'package.xml',
        '<Package><types><members>Account.Tested__c</members><name>CustomField</name></types></Package>',
      ],
      ['objects/Account.object', field],
    ]);
    const { zipSync, strToU8 } = await import('fflate');
    const zip = zipSync(
      Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)])),
    );
    const form = new FormData();
    const options = { deployOptions: { testLevel: 'RunLocalTests' } };
    form.append('json', new Blob([JSON.stringify(options)], { type: 'application/json' }));
    form.append('file', new Blob([zip], { type: 'application/zip' }), 'package.zip');
    const started = await org.call('POST', '/metadata/deployRequest', { body: form });
    const { id } = started.json as { id: string };
    await expect
      .poll(
        async () =>
          (await org.call('GET', `/metadata/deployRequest/${id}?includeDetails=true`)).json,
      )
      .toMatchObject({
        deployResult: {
          done: true,
          status: 'Failed',
          numberTestErrors: 1,
          details: { runTestResult: { failures: [{ methodName: 'refuses' }] } },
        },
      });
    expect(org.org.schema.findField('Account', 'Tested__c')).toBeUndefined();
  });
});
