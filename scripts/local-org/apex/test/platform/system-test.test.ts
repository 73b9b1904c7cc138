import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalOrg } from '../../../org.ts';
import { dataOrg, deskUser } from '../data/data-org.ts';
import { ran } from './org-program.ts';

let org: LocalOrg;
beforeEach(() => {
  org = dataOrg();
});
afterEach(() => {
  org.close();
});

const named = (name: string, text: string) => ({ name, text, apiVersion: 66 });
const classes = [
  named(
    'Later',
    `public class Later implements Queueable, Schedulable {
       public static Integer ran = 0;
       public void execute(QueueableContext context) { note('queued'); }
       public void execute(SchedulableContext context) { note('scheduled'); }
       private void note(String kind) {
         ran++;
         System.debug(kind + ' ' + UserInfo.getLastName() + ' ' + Limits.getQueries() + ' of ' + Limits.getLimitQueries());
       }
     }`,
  ),
  named(
    'Mock',
    `public class Mock implements HttpCalloutMock {
       public HttpResponse respond(HttpRequest request) {
         HttpResponse response = new HttpResponse();
         response.setStatusCode(request.getMethod() == 'GET' ? 200 : 405);
         response.setBody(request.getEndpoint());
         return response;
       }
     }`,
  ),
];
const printed = (text: string) => ran(org, text, { classes, isTest: true }).printed;

const send = `HttpRequest request = new HttpRequest(); request.setEndpoint('callout:Anything/x'); request.setMethod('GET');
  HttpResponse response = new Http().send(request); System.debug(response.getStatusCode() + ' ' + response.getBody());`;

describe('Test.startTest and Test.stopTest', () => {
  it('count limits anew in between, and go on with the old ones after', () => {
    const count = 'System.debug([SELECT COUNT() FROM Account] + Limits.getQueries());';
    expect(
      printed(`${count} Test.startTest(); ${count} ${count} Test.stopTest(); ${count}`),
    ).toEqual(['1', '1', '2', '2']);
  });

  it('run what was enqueued and scheduled in between, each with limits of its own', () => {
    const text = `Test.startTest(); System.enqueueJob(new Later()); System.schedule('Later', '0 0 5 * * ?', new Later());
      Integer none = [SELECT COUNT() FROM Account]; System.debug(Later.ran); Test.stopTest(); System.debug(Later.ran);
      System.debug([SELECT Status FROM AsyncApexJob WHERE JobType = 'Queueable'].Status);`;
    const administrator = 'Administrator';
    expect(printed(text)).toEqual([
      '0',
      `scheduled ${administrator} 0 of 200`,
      `queued ${administrator} 0 of 200`,
      '2',
      'Completed',
    ]);
  });

  it('run a job as who enqueued it', () => {
    const text = `Test.startTest();
      System.runAs(new User(Id = '${deskUser(org)}')) { System.enqueueJob(new Later()); }
      Test.stopTest();`;
    expect(printed(text)).toEqual(['queued Desk 0 of 200']);
  });

  it('let a job that fails fail the test', () => {
    const failing = [
      named(
        'Failing',
        'public class Failing implements Queueable { public void execute(QueueableContext c) { Integer none = 1 / 0; } }',
      ),
    ];
    const text = 'Test.startTest(); System.enqueueJob(new Failing()); Test.stopTest();';
    expect(() => ran(org, text, { classes: failing, isTest: true })).toThrow('Divide by 0');
  });

  it.each([
    ['Test.startTest(); Test.startTest();', 'Testing already started'],
    ['Test.startTest(); Test.stopTest(); Test.startTest();', 'Testing already started'],
    ['Test.stopTest();', 'Testing has not been started'],
  ])('%s is a mistake', (text, message) => {
    expect(() => printed(text)).toThrow(`System.FinalException: ${message}`);
  });
});

describe('Test.setMock', () => {
  it('answers callouts in its place', () => {
    expect(printed(`Test.setMock(HttpCalloutMock.class, new Mock()); ${send}`)).toEqual([
      '200 callout:Anything/x',
    ]);
  });

  it('is needed: a test reaches nobody', () => {
    expect(() => printed(send)).toThrow('do not support Web service callouts');
  });

  it('does not allow a callout after a write, except where Test.startTest comes between', () => {
    const mocked =
      "Test.setMock(HttpCalloutMock.class, new Mock()); insert new Account(Name = 'A');";
    expect(() => printed(`${mocked} ${send}`)).toThrow('You have uncommitted work pending');
    expect(printed(`${mocked} Test.startTest(); ${send}`)).toEqual(['200 callout:Anything/x']);
  });
});

describe('System.Test', () => {
  it('sets when a record was created', () => {
    const text = `Account a = new Account(Name = 'A'); insert a; Test.setCreatedDate(a.Id, Datetime.newInstanceGmt(2020, 2, 29, 1, 2, 3));
      System.debug([SELECT CreatedDate FROM Account].CreatedDate.formatGMT('yyyy-MM-dd HH:mm:ss'));
      System.debug([SELECT COUNT() FROM Account WHERE CreatedDate < 2020-02-29T01:02:04Z]);`;
    expect(printed(text)).toEqual(['2020-02-29 01:02:03', '1']);
  });

  it('tells whether a test runs, and is for tests alone', () => {
    expect(printed('System.debug(Test.isRunningTest());')).toEqual(['true']);
    expect(ran(org, 'System.debug(Test.isRunningTest());').printed).toEqual(['false']);
    expect(() => ran(org, 'Test.startTest();')).toThrow('can only be called in test methods');
  });
});

describe('System.runAs', () => {
  it('runs its statements as the user, and what follows as before, whatever is thrown', () => {
    const who = 'System.debug(UserInfo.getLastName());';
    const text = `User u = new User(Id = '${deskUser(org)}');
      try { System.runAs(u) { ${who} Integer none = 1 / 0; } } catch (MathException e) { ${who} }`;
    expect(printed(text)).toEqual(['Desk', 'Administrator']);
  });

  it("is in the user's time zone", () => {
    const text = `User u = new User(Id = '${deskUser(org)}', TimeZoneSidKey = 'America/New_York');
      update u; Datetime noon = Datetime.newInstanceGmt(2027, 1, 31, 12, 0, 0);
      System.runAs(u) { System.debug(noon.hour()); } System.debug(noon.hour() == 7);`;
    expect(printed(text)).toEqual(['7', 'false']);
  });

  it('needs a user that is saved', () => {
    expect(() => printed('System.runAs(new User()) { }')).toThrow('System.SObjectException');
    expect(() => printed("System.runAs(new Account(Name = 'A')) { }")).toThrow(
      'does not support System.runAs with anything but a User',
    );
  });
});

describe('A deployment in a test', () => {
  it('is refused, as the platform deploys nothing from tests', () => {
    const text = 'Metadata.Operations.enqueueDeployment(new Metadata.DeployContainer(), null);';
    expect(() => printed(text)).toThrow('System.AsyncException');
  });

  it('can be told of to a callback with a result that the test makes', () => {
    const callback = named(
      'Back',
      `public class Back implements Metadata.DeployCallback {
         public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
           System.debug(result.status + ' ' + result.details.componentFailures[0].problem + ' ' + result.id);
         }
       }`,
    );
    const text = `Metadata.DeployMessage message = new Metadata.DeployMessage(); message.problem = 'No.';
      Metadata.DeployResult result = new Metadata.DeployResult(); result.status = Metadata.DeployStatus.FAILED;
      result.details = new Metadata.DeployDetails(); result.details.componentFailures = new List<Metadata.DeployMessage>{ message };
      new Back().handleResult(result, null);`;
    expect(ran(org, text, { classes: [callback], isTest: true }).printed).toEqual([
      'Failed No. null',
    ]);
  });
});
