import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUser } from '../../../seed/add-user.ts';
import { idSequence } from '../../../schema/salesforce-id.ts';
import { column, deployed, file, packageOf } from '../../../test/acme-org.ts';
import type { LocalOrg } from '../../../org.ts';
import { compileProgram } from '../../compile/compile-program.ts';
import { JobQueue } from '../../platform/job/job-queue.ts';
import { orgEnvironment } from '../../platform/org-environment.ts';
import { apexOrg } from '../apex-org.ts';

const parameter = (type: string, name: string, value: string) =>
  `<externalCredentialParameters><parameterName>${name}</parameterName><parameterType>${type}</parameterType><parameterValue>${value}</parameterValue></externalCredentialParameters>`;
const credentials = packageOf(
  {
    ExternalCredential: ['Vault'],
    NamedCredential: ['Bank'],
    PermissionSet: ['Teller'],
  },
  {
    'externalCredentials/Vault.externalCredential': file(
      'ExternalCredential',
      `<authenticationProtocol>Custom</authenticationProtocol>${parameter('AuthHeader', 'Authorization', "{!'Key ' &amp; $Credential.Vault.Code}")}<externalCredentialParameters><parameterName>Clerk</parameterName><parameterType>NamedPrincipal</parameterType></externalCredentialParameters><label>Vault</label>`,
    ),
    'namedCredentials/Bank.namedCredential': file(
      'NamedCredential',
      '<label>Bank</label><namedCredentialParameters><parameterType>Url</parameterType><parameterValue>https://bank.example/api</parameterValue></namedCredentialParameters><namedCredentialParameters><externalCredential>Vault</externalCredential><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType>',
    ),
    'permissionsets/Teller.permissionset': file(
      'PermissionSet',
      '<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Vault-Clerk</externalCredentialPrincipal></externalCredentialPrincipalAccesses><label>Teller</label>',
    ),
  },
);

let org: LocalOrg;
let teller: string;
let requests: Request[];
beforeEach(() => {
  org = apexOrg();
  deployed(org, credentials);
  teller = addUser(org, {
    username: 'teller@acme.example',
    lastName: 'Teller',
    permissionSets: ['Teller'],
  });
  requests = [];
});
afterEach(() => {
  org.close();
});

type Answer = (count: number) => Promise<Response>;

/** What a block prints whose callouts get the answer. */
async function printed(
  text: string,
  answer: Answer = (count) => Promise.resolve(new Response(`answer ${count}`)),
  userId = teller,
): Promise<readonly string[]> {
  const program = compileProgram([], orgEnvironment(org));
  const queue = new JobQueue({
    org,
    program: () => program,
    callouts: {
      credentialUrl: () => undefined,
      credentialValue: (credential, name) =>
        credential === 'Vault' && name === 'Code' ? '0815' : undefined,
    },
    fetch: (url, init) => {
      requests.push(new Request(url, init));
      return answer(requests.length);
    },
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    numbering: { nextDeploymentId: idSequence('0Af') },
    reportDefect: (error) => {
      throw error;
    },
  });
  const block = program.anonymous(text, 66);
  return queue.enter({
    userId,
    work: (run) => {
      block.run(run);
      return run.debugLog.map((line) => line.text);
    },
  });
}

const request = `HttpRequest request = new HttpRequest();
  request.setEndpoint('callout:Bank/accounts?open=1');
  request.setMethod('POST');`;
const sent = `${request} HttpResponse response = new Http().send(request);`;
const attempted = (statements: string) =>
  `try { ${statements} } catch (CalloutException e) { System.debug(e.getMessage()); }`;

describe('A callout', () => {
  it('leaves with what its named credential adds, and brings the answer back', async () => {
    const answer: Answer = () =>
      Promise.resolve(new Response('{"is":"well"}', { status: 201, headers: { 'X-Count': '3' } }));
    const text = `${request} request.setHeader('Content-Type', 'application/json'); request.setBody('{"a":"ü"}');
      HttpResponse response = new Http().send(request);
      System.debug(response.getStatusCode() + ' ' + response.getHeader('x-count') + ' ' + response.getBody());`;
    expect(await printed(text, answer)).toEqual(['201 3 {"is":"well"}']);
    const [made] = requests;
    expect(made?.url).toBe('https://bank.example/api/accounts?open=1');
    expect(made?.method).toBe('POST');
    expect(made?.headers.get('Authorization')).toBe('Key 0815');
    expect(made?.headers.get('Content-Type')).toBe('application/json');
    expect(await made?.text()).toBe('{"a":"ü"}');
    expect(made?.redirect).toBe('manual');
  });

  it('is made once, whatever the program decides by earlier answers and by chance', async () => {
    const text = `${sent} String first = response.getBody(); String chance = UUID.randomUUID().toString();
      request.setHeader('X-Chance', chance); String second = new Http().send(request).getBody();
      System.debug(first + ', ' + second + ', ' + chance); insert new Account(Name = chance);`;
    const [line] = await printed(text);
    const chance = requests[1]?.headers.get('X-Chance') ?? '';
    expect(line).toBe(`answer 1, answer 2, ${chance}`);
    expect(requests).toHaveLength(2);
    expect(column(org, 'SELECT Name FROM Account')).toEqual([chance]);
  });

  it.each([0, -1, 120_001])('waits no %i milliseconds', async (timeout) => {
    const text = attempted(`${request} request.setTimeout(${timeout});`);
    expect(await printed(text)).toEqual([`Timeout must be between 1 and 120000: ${timeout}`]);
  });

  it('is refused after a write that is not committed', async () => {
    const text = `insert new Account(Name = 'A'); ${attempted(sent)}`;
    expect(await printed(text, undefined, org.administratorId)).toEqual([
      'You have uncommitted work pending. Please commit or rollback before calling out',
    ]);
    expect(requests).toEqual([]);
  });

  it('is refused without access to the principal, to administrators too', async () => {
    const [problem] = await printed(attempted(sent), undefined, org.administratorId);
    expect(problem).toContain("We couldn't access the credential(s)");
  });

  it('is refused where no remote site opens its address', async () => {
    const text = attempted(sent.replace('callout:Bank', 'https://elsewhere.example'));
    const [problem] = await printed(text);
    expect(problem).toBe(
      'Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = https://elsewhere.example/accounts?open=1',
    );
  });

  it.each([
    [
      'nobody listens',
      new TypeError('fetch failed', {
        cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
      }),
      'Connection refused (Connection refused)',
    ],
    ['nobody answers', new DOMException('late', 'TimeoutError'), 'Read timed out'],
    [
      'nobody has the name',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) }),
      'bank.example',
    ],
  ])('fails with a CalloutException where %s', async (_case, error, message) => {
    expect(await printed(attempted(sent), () => Promise.reject(error))).toEqual([message]);
  });

  it('counts: a transaction makes a hundred', async () => {
    const text = `${request} for (Integer i = 0; i < 101; i++) { new Http().send(request); }`;
    await expect(printed(text)).rejects.toThrow('Too many callouts: 101');
    expect(requests).toHaveLength(100);
  });
});
