import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childNamed, xmlRoot, type XmlElement } from '../../schema/deploy/xml-element.ts';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg();
});

afterAll(() => org.close());

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

interface SoapAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: XmlElement;
}

/** Sends an envelope and reads the first element of the answer's body. */
async function post(path: string, envelope: string): Promise<SoapAnswer> {
  const answer = await fetch(`${org.url}/services/Soap/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml', SOAPAction: '""' },
    body: envelope,
  });
  const text = await answer.text();
  const body = childNamed(xmlRoot(text), 'Body')?.children[0];
  if (!body) throw new Error(text);
  return { status: answer.status, text, body };
}

function call(content: string, { path = 'm/67.0', token = org.token } = {}): Promise<SoapAnswer> {
  return post(
    path,
    `${head}<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></soapenv:Header><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`,
  );
}

function textIn(element: XmlElement, ...path: string[]): string | undefined {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found && childNamed(found, name);
  return found?.text;
}

async function zipOf(files: Readonly<Record<string, string>>): Promise<string> {
  const zip = new JSZip();
  for (const [path, content] of Object.entries(files)) zip.file(path, content);
  return zip.generateAsync({ type: 'base64', compression: 'DEFLATE' });
}

/** Deploys and waits until it is done. */
async function deployed(
  files: Readonly<Record<string, string>>,
  options = '',
): Promise<XmlElement> {
  const started = await call(
    `<deploy ${namespace}><ZipFile>${await zipOf(files)}</ZipFile><DeployOptions><singlePackage>true</singlePackage><rollbackOnError>true</rollbackOnError>${options}</DeployOptions></deploy>`,
  );
  const id = textIn(started.body, 'result', 'id') ?? started.text;
  for (;;) {
    const { body } = await call(
      `<checkDeployStatus ${namespace}><asyncProcessId>${id}</asyncProcessId><includeDetails>true</includeDetails></checkDeployStatus>`,
    );
    const result = childNamed(body, 'result');
    if (result && textIn(result, 'done') === 'true') return result;
  }
}

async function retrieved(members: Readonly<Record<string, readonly string[]>>) {
  const types = Object.entries(members).map(
    ([type, names]) =>
      `<types>${names.map((name) => `<members>${name}</members>`).join('')}<name>${type}</name></types>`,
  );
  const started = await call(
    `<retrieve ${namespace}><retrieveRequest><apiVersion>67.0</apiVersion><unpackaged>${types.join('')}<version>67.0</version></unpackaged></retrieveRequest></retrieve>`,
  );
  const id = textIn(started.body, 'result', 'id') ?? started.text;
  const { body } = await call(
    `<checkRetrieveStatus ${namespace}><asyncProcessId>${id}</asyncProcessId></checkRetrieveStatus>`,
  );
  const result = childNamed(body, 'result');
  if (!result) throw new Error(started.text);
  const zip = await JSZip.loadAsync(textIn(result, 'zipFile') ?? '', { base64: true });
  const read = async (path: string) =>
    (await zip.file(`unpackaged/${path}`)?.async('string')) ?? null;
  return { result, read, paths: Object.keys(zip.files) };
}

const manifest = (types: string) =>
  `${head}<Package ${namespace}>${types}<version>67.0</version></Package>`;

const classPackage = {
  'package.xml': manifest('<types><members>Greeter</members><name>ApexClass</name></types>'),
  'classes/Greeter.cls': 'public class Greeter { String said = \'a < b & "c"\'; }\n',
  'classes/Greeter.cls-meta.xml': `${head}<ApexClass ${namespace}><apiVersion>67.0</apiVersion><status>Active</status></ApexClass>`,
};

describe('A SOAP call that is refused', () => {
  it.each([
    ['without a session', 'm/67.0', 'nobody', 'sf:INVALID_SESSION_ID'],
    ['for Apex without a session', 's/67.0', '', 'sf:INVALID_SESSION_ID'],
    ['in a version nobody has', 'm/99.0', null, 'sf:UNSUPPORTED_API_VERSION'],
  ])('%s is a fault with status 500', async (_case, path, token, code) => {
    const operation = path.startsWith('s') ? 'executeAnonymous' : 'describeMetadata';
    const { status, body } = await call(`<${operation}/>`, { path, token: token ?? org.token });
    expect([status, textIn(body, 'faultcode')]).toEqual([500, code]);
  });

  it.each([
    ['that is no XML', '{"operation":"deploy"}'],
    ['that breaks off', `${head}<Envelope><Body><deploy>`],
    ['that is empty', ''],
    ['that has no body', `${head}<Envelope/>`],
  ])('%s blames the client', async (_case, envelope) => {
    const { status, body } = await post('m/67.0', envelope);
    expect([status, textIn(body, 'faultcode')]).toEqual([500, 'soapenv:Client']);
  });

  it('names an operation it does not know', async () => {
    const { body } = await call('<toString/>');
    expect(textIn(body, 'faultstring')).toContain('}toString, please check the WSDL');
  });

  it('by a planned failure is a fault as well, once', async () => {
    org.faults.failNext({ operation: 'soap' }, { status: 503, errorCode: 'SERVER_UNAVAILABLE' });
    const { status, body } = await call('<describeMetadata/>');
    expect([status, textIn(body, 'faultcode')]).toEqual([500, 'sf:SERVER_UNAVAILABLE']);
    expect((await call('<describeMetadata/>')).status).toBe(200);
  });

  it('once the allowance is used up says so', async () => {
    const other = await signedInOrg({ allowance: 1_000 });
    try {
      other.faults.exhaustAllowance(0);
      const answer = await fetch(`${other.url}/services/Soap/m/67.0`, {
        method: 'POST',
        headers: { 'content-type': 'text/xml' },
        body: `<Envelope><Header><SessionHeader><sessionId>${other.token}</sessionId></SessionHeader></Header><Body><describeMetadata/></Body></Envelope>`,
      });
      expect(await answer.text()).toContain('sf:REQUEST_LIMIT_EXCEEDED');
    } finally {
      await other.close();
    }
  });
});

describe('What was deployed over SOAP', () => {
  it('is retrieved byte for byte where it is kept as files', async () => {
    expect(textIn(await deployed(classPackage), 'status')).toBe('Succeeded');
    const { read, paths } = await retrieved({ ApexClass: ['*'] });
    expect(await read('classes/Greeter.cls')).toBe(classPackage['classes/Greeter.cls']);
    expect(await read('classes/Greeter.cls-meta.xml')).toBe(
      classPackage['classes/Greeter.cls-meta.xml'],
    );
    expect(paths).toContain('unpackaged/package.xml');
  });

  it('is retrieved whole, although two packages brought its parts', async () => {
    const fieldOf = (name: string) =>
      `${head}<CustomObject ${namespace}><fields><fullName>${name}</fullName><label>${name} &amp; more</label><type>Text</type><length>40</length></fields></CustomObject>`;
    for (const name of ['First__c', 'Second__c']) {
      const members = `<types><members>Account.${name}</members><name>CustomField</name></types>`;
      const files = { 'package.xml': manifest(members), 'objects/Account.object': fieldOf(name) };
      expect(textIn(await deployed(files), 'success')).toBe('true');
    }
    const whole = await (
      await retrieved({ CustomObject: ['Account'] })
    ).read('objects/Account.object');
    expect(whole).toContain('<label>First__c &amp; more</label>');
    expect(whole).toContain('<fullName>Second__c</fullName>');
    const part = await (
      await retrieved({ CustomField: ['Account.Second__c'] })
    ).read('objects/Account.object');
    expect(part).toContain('Second__c');
    expect(part).not.toContain('First__c');
  });

  it('can be deployed again as it was retrieved', async () => {
    const { read } = await retrieved({ CustomObject: ['Account'] });
    const files = {
      'package.xml': (await read('package.xml')) ?? '',
      'objects/Account.object': (await read('objects/Account.object')) ?? '',
    };
    const result = await deployed(files);
    expect([textIn(result, 'status'), textIn(result, 'numberComponentErrors')]).toEqual([
      'Succeeded',
      '0',
    ]);
  });

  it('is followed by a field that was renamed or deleted in the org', async () => {
    org.org.renameField('Account', 'First__c', 'Renamed__c');
    org.org.deleteField('Account', 'Second__c');
    const file = await (
      await retrieved({ CustomObject: ['Account'] })
    ).read('objects/Account.object');
    expect(file).toContain('<fullName>Renamed__c</fullName>');
    expect(file).not.toMatch(/First__c<\/fullName>|Second__c<\/fullName>/);
  });

  it('keeps the labels of an earlier package', async () => {
    for (const name of ['One', 'Two']) {
      const files = {
        'package.xml': manifest(
          `<types><members>${name}</members><name>CustomLabel</name></types>`,
        ),
        'labels/CustomLabels.labels': `${head}<CustomLabels ${namespace}><labels><fullName>${name}</fullName><language>en_US</language><protected>false</protected><shortDescription>${name}</shortDescription><value>${name}</value></labels></CustomLabels>`,
      };
      expect(textIn(await deployed(files), 'status')).toBe('Succeeded');
    }
    const { read } = await retrieved({ CustomLabels: ['CustomLabels'] });
    const file = await read('labels/CustomLabels.labels');
    expect(file).toContain('<fullName>One</fullName>');
    expect(file).toContain('<fullName>Two</fullName>');
  });

  it('that is not there is a message, not a failure', async () => {
    const { result } = await retrieved({ ApexClass: ['Nobody', 'Greeter'] });
    expect(textIn(result, 'success')).toBe('true');
    expect(textIn(result, 'messages', 'problem')).toBe(
      "Entity of type 'ApexClass' named 'Nobody' cannot be found",
    );
  });

  it('and only checked can be deployed quickly', async () => {
    const files = {
      'package.xml': manifest(
        '<types><members>Account.Quick__c</members><name>CustomField</name></types>',
      ),
      'objects/Account.object': `${head}<CustomObject ${namespace}><fields><fullName>Quick__c</fullName><label>Quick</label><type>Checkbox</type><defaultValue>false</defaultValue></fields></CustomObject>`,
    };
    const checked = await deployed(files, '<checkOnly>true</checkOnly>');
    expect(org.org.schema.findField('Account', 'Quick__c')).toBeUndefined();
    const quick = `<deployRecentValidation ${namespace}><validationId>${textIn(checked, 'id') ?? ''}</validationId></deployRecentValidation>`;
    const { body } = await call(quick);
    expect(textIn(body, 'result')).toMatch(/^0Af\w{15}$/);
    await expect.poll(() => org.org.schema.findField('Account', 'Quick__c')?.type).toBe('boolean');
  });
});
