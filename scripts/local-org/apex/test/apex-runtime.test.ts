import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../org.ts';
import type { DeployFiles, DeployResult } from '../../schema/deploy/deploy-result.ts';
import { SalesforceError } from '../../schema/salesforce-error.ts';
import {
  accountPackage,
  column,
  deployed,
  fieldXml,
  file,
  packageOf,
} from '../../test/acme-org.ts';
import { apexRuntime, type ApexRuntime, type ApexRuntimeOptions } from '../apex-runtime.ts';
import { addClasses, apexOrg, classPackage } from './apex-org.ts';

let org: LocalOrg;
let apex: ApexRuntime;
beforeEach(() => {
  start();
});
afterEach(() => {
  org.close();
});

function start(options: ApexRuntimeOptions = {}): void {
  org = apexOrg();
  apex = apexRuntime(org, options);
}

/** `class:line:column problem` of each component that failed. */
function problems({ componentFailures }: DeployResult): readonly string[] {
  return componentFailures.map(
    ({ fullName, lineNumber, columnNumber, problem }) =>
      `${fullName}:${lineNumber ?? 0}:${columnNumber ?? 0} ${problem ?? ''}`,
  );
}

function deployOf(...texts: readonly string[]): readonly string[] {
  return problems(org.deploy(classPackage(...texts)));
}

describe('A deploy', () => {
  it('of Apex that does not compile fails with line and column, and changes nothing', () => {
    expect(
      deployOf(
        'public class Good {}',
        "public class Bad {\n  public static Integer size = 'x';\n  void go() { Nowhere.go(); }\n}",
      ),
    ).toEqual([
      'Bad:2:32 Illegal assignment from String to Integer',
      expect.stringMatching(/^Bad:3:\d+ .*Nowhere/),
    ]);
    expect(column(org, 'SELECT Name FROM ApexClass')).toEqual([]);
  });

  it('of Apex that is no Apex says where reading it ends', () => {
    expect(deployOf('public class Bad {\n  void go( { }\n}')[0]).toMatch(/^Bad:2:\d+ /);
  });

  it('of Apex the interpreter does not support names what that is', () => {
    const found = deployOf(
      "public class Finder { public List<List<SObject>> go() { return [FIND 'x' RETURNING Account]; } }",
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('does not support SOSL');
  });

  it('that breaks a class of the org says which', () => {
    deployed(org, accountPackage(fieldXml('Seats__c', 'Text', '<length>20</length>')));
    addClasses(
      org,
      'public class Reader { public String seats(Account account) { return account.Seats__c; } }',
    );
    const removal: DeployFiles = packageOf(
      {},
      {
        'destructiveChanges.xml': file(
          'Package',
          '<types><members>Account.Seats__c</members><name>CustomField</name></types>',
        ),
      },
    );
    expect(problems(org.deploy(removal))).toEqual([
      expect.stringMatching(
        /^Reader:1:\d+ Dependent class is invalid .*\n Class Reader : .*Seats__c/,
      ),
    ]);
    expect(apex.compile()).toEqual([]);
  });

  it('that was refused leaves the classes before it running', async () => {
    addClasses(org, "public class Greeter { public static String word() { return 'hello'; } }");
    deployOf('public class Greeter { public static String word() { return 5; } }');
    expect(await logged('System.debug(Greeter.word());')).toContain('|DEBUG|hello');
    addClasses(org, "public class Greeter { public static String word() { return 'welcome'; } }");
    expect(await logged('System.debug(Greeter.word());')).toContain('|DEBUG|welcome');
  });
});

async function logged(source: string): Promise<string> {
  const result = await apex.executeAnonymous(source, org.administratorId);
  return result.debugLog + (result.exceptionMessage ?? result.compileProblem ?? '');
}

describe('Tests asked for by mistake', () => {
  it('are a mistake of the request', () => {
    expect(() => apex.runTests({ classes: [{ name: 'Nothing' }] })).toThrow(SalesforceError);
  });
});

describe('What Apex leaves for later', () => {
  it('runs once it is committed, and not where its entry failed', async () => {
    addClasses(
      org,
      `public class Later implements Queueable {
        public void execute(QueueableContext context) { insert new Account(Name = 'Later'); }
      }`,
    );
    await logged('System.enqueueJob(new Later()); Integer n = 1 / 0;');
    expect(await apex.runDueJobs()).toBe(0);
    await logged('System.enqueueJob(new Later());');
    expect(column(org, 'SELECT Name FROM Account')).toEqual([]);
    expect(await apex.runDueJobs()).toBe(1);
    expect(column(org, 'SELECT Name FROM Account')).toEqual(['Later']);
  });
});

describe('A callout', () => {
  const remoteSite = packageOf(
    { RemoteSiteSetting: ['Weather'] },
    {
      'remoteSiteSettings/Weather.remoteSite': file(
        'RemoteSiteSetting',
        '<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive><url>https://weather.example</url>',
      ),
    },
  );
  const controller = `public class Weather {
    @AuraEnabled public static String today(String city) {
      HttpRequest request = new HttpRequest();
      request.setEndpoint('https://weather.example/' + city);
      request.setMethod('GET');
      String first = new Http().send(request).getBody();
      String second = new Http().send(request).getBody();
      insert new Account(Name = first);
      return first + ' ' + second;
    }
  }`;

  it('of an action is answered once, and what follows it happens once', async () => {
    org.close();
    const asked: string[] = [];
    start({
      fetch: (url) => {
        asked.push(url instanceof Request ? url.url : url.toString());
        return Promise.resolve(new Response(`answer ${asked.length}`));
      },
    });
    deployed(org, remoteSite);
    addClasses(org, controller);
    const result = await apex.invoke(org.administratorId, 'Weather', 'today', { city: 'Oslo' });
    expect(result).toEqual({ ok: true, value: 'answer 1 answer 2' });
    expect(asked).toEqual(['https://weather.example/Oslo', 'https://weather.example/Oslo']);
    expect(column(org, 'SELECT Name FROM Account')).toEqual(['answer 1']);
  });
});
