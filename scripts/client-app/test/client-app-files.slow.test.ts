import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ComponentSet } from '@salesforce/source-deploy-retrieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metadataSchema } from '../../checks/metadata/metadata-schema.ts';
import { packageProblems } from '../../checks/metadata/package-problems.ts';
import { readSourceFiles } from '../../checks/metadata/source-file.ts';
import { clientAppFiles, type ClientAppSettings } from '../client-app-files.ts';

let folder: string;
let certificate: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-app-'));
  certificate = madeCertificate('rsa:2048');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** As the operator's guide says to make one. */
function madeCertificate(key: string): string {
  const path = join(folder, `${key.replace(/\W/g, '-')}.crt`);
  const keyPath = join(folder, 'connector.key');
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      key,
      '-nodes',
      '-days',
      '730',
      '-subj',
      '/CN=isvapp-connector',
    ].concat(['-keyout', keyPath, '-out', path]),
    { stdio: 'pipe' },
  );
  return readFileSync(path, 'utf8');
}

const filesOf = (part: Partial<ClientAppSettings> = {}): ReadonlyMap<string, string> =>
  clientAppFiles({
    certificate,
    integrationUser: 'sync@acme.example',
    callbackUrls: ['https://connector.acme.example/oauth/callback', 'http://localhost:8717/a?b&c'],
    withClientCredentials: true,
    ...part,
  });

describe('The settings of the External Client App', () => {
  it("are metadata as Salesforce's WSDL describes it, and refused in the package alone", async () => {
    const own = [...filesOf()].map(([path, text]) => ({ path, text }));
    const problems = packageProblems(
      [...(await readSourceFiles('force-app')), ...own],
      await metadataSchema(),
    );
    // A certificate has lines, and callbacks stand one a line; texts of the package do not.
    const others = problems.filter(({ message }) => !message.includes('has a line break'));
    expect(others.map(({ message }) => message.replace(/ is of one org.*/, ''))).toEqual([
      'ExtlClntAppGlobalOauthSettings',
      'ExtlClntAppOauthConfigurablePolicies',
    ]);
  });

  it("are components to the library that Salesforce's own tools deploy with", () => {
    const out = join(folder, 'client-app');
    for (const [name, content] of filesOf()) {
      mkdirSync(dirname(join(out, name)), { recursive: true });
      writeFileSync(join(out, name), content);
    }
    const found = ComponentSet.fromSource(out).getSourceComponents().toArray();
    expect(found.map(({ type, fullName }) => [type.name, fullName]).sort()).toEqual([
      ['ExtlClntAppGlobalOauthSettings', 'ISVappConnector_glbloauth'],
      ['ExtlClntAppOauthConfigurablePolicies', 'ISVappConnector_oauth_defaultPolicy'],
    ]);
  });

  it('hold no key and no secret', () => {
    const all = [...filesOf().values()].join();
    expect(all).not.toMatch(/consumerKey|consumerSecret|PRIVATE KEY/);
  });

  it('refuse a private key, what is no certificate, and a key that JWT bearer can not use', () => {
    const key = readFileSync(join(folder, 'connector.key'), 'utf8');
    expect(() => filesOf({ certificate: key + certificate })).toThrow(/stays with the connector/);
    expect(() => filesOf({ certificate: 'nothing' })).toThrow(/no certificate in PEM form/);
    expect(() => filesOf({ certificate: madeCertificate('rsa:1024') })).toThrow(/2,048 bits/);
  });
});
