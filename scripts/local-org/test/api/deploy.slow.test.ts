import { setTimeout as delay } from 'node:timers/promises';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedInOrg, type SignedInOrg } from './signed-in-org.ts';

let org: SignedInOrg;

beforeAll(async () => {
  org = await signedInOrg();
});

afterAll(() => org.close());

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

async function fieldPackage(
  name: string,
  type = '<type>Text</type><length>40</length>',
): Promise<Uint8Array> {
  const zip = new JSZip();
  zip.file(
    'package.xml',
    `${head}<Package ${namespace}><types><members>Account.${name}</members><name>CustomField</name></types><version>62.0</version></Package>`,
  );
  zip.file(
    'objects/Account.object',
    `${head}<CustomObject ${namespace}><fields><fullName>${name}</fullName><label>${name}</label>${type}</fields></CustomObject>`,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

interface Deploy {
  id: string;
  deployResult: {
    status: string;
    done: boolean;
    success: boolean;
    numberComponentErrors: number;
    details: {
      componentSuccesses: { fullName: string }[];
      componentFailures: { problem: string; problemType: string }[];
    };
  };
}

/** The two part orders and names in use: the documentation's, and the Salesforce CLI's. */
async function deploy(
  zip: Uint8Array,
  deployOptions: object,
  style: 'documented' | 'cli' = 'cli',
): Promise<Deploy> {
  const form = new FormData();
  const json = new Blob([JSON.stringify({ deployOptions })], { type: 'application/json' });
  const file = new Blob([zip], { type: 'application/zip' });
  if (style === 'documented') form.append('json', json);
  form.append('file', file, style === 'cli' ? 'package.xml' : 'package.zip');
  if (style === 'cli') form.append('entity_content', json, 'blob');
  const answer = await org.call('POST', '/metadata/deployRequest', { body: form });
  expect(answer.status, answer.text).toBe(201);
  return answer.json as Deploy;
}

async function finished({ id }: Deploy): Promise<Deploy> {
  for (;;) {
    const answer = await org.call('GET', `/metadata/deployRequest/${id}?includeDetails=true`);
    const found = answer.json as Deploy;
    expect(found.deployResult.details).toBeDefined();
    if (found.deployResult.done) return found;
    await delay(10);
  }
}

async function fieldNames(): Promise<string[]> {
  const { json } = await org.call('GET', '/sobjects/Account/describe');
  return (json as { fields: { name: string }[] }).fields.map(({ name }) => name);
}

describe('a deploy', () => {
  it.each(['documented', 'cli'] as const)(
    'in the %s form makes a field that exists at once',
    async (style) => {
      const name = style === 'cli' ? 'FromCli__c' : 'FromDocs__c';
      const started = await deploy(
        await fieldPackage(name),
        { rollbackOnError: true, singlePackage: true },
        style,
      );
      expect(started).toMatchObject({
        id: expect.stringMatching(/^0Af\w{15}$/) as string,
        deployOptions: { singlePackage: true },
      });
      const { deployResult } = await finished(started);
      expect(deployResult).toMatchObject({
        status: 'Succeeded',
        success: true,
        numberComponentErrors: 0,
      });
      expect(deployResult.details.componentSuccesses.map(({ fullName }) => fullName)).toContain(
        `Account.${name}`,
      );
      expect(await fieldNames()).toContain(name);
    },
  );

  it('that only checks changes nothing', async () => {
    const { deployResult } = await finished(
      await deploy(await fieldPackage('Checked__c'), { checkOnly: true }),
    );
    expect(deployResult).toMatchObject({ status: 'Succeeded', checkOnly: true });
    expect(await fieldNames()).not.toContain('Checked__c');
  });

  it('that fails says where, and changes nothing', async () => {
    const zip = await fieldPackage('Broken__c', '<type>Nonsense</type>');
    const { deployResult } = await finished(await deploy(zip, { rollbackOnError: true }));
    expect(deployResult).toMatchObject({ status: 'Failed', success: false });
    expect(deployResult.details.componentFailures[0]).toMatchObject({
      problemType: 'Error',
      problem: expect.any(String) as string,
    });
    expect(await fieldNames()).not.toContain('Broken__c');
  });

  it('needs a package', async () => {
    const form = new FormData();
    form.append('json', new Blob(['{}'], { type: 'application/json' }));
    const answer = await org.call('POST', '/metadata/deployRequest', { body: form });
    expect([answer.status, answer.json]).toMatchObject([400, [{ errorCode: 'INVALID_INPUT' }]]);
  });

  it('nobody started is not found', async () => {
    expect((await org.call('GET', '/metadata/deployRequest/0AfLo0000000zzz')).status).toBe(404);
  });
});
