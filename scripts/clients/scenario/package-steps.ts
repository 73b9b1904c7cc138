import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsInOrg, type ClientSetup } from './client-setup.ts';
import { differences } from './source-difference.ts';
import type { Step } from './step.ts';

interface DeployAnswer {
  readonly id: string;
  readonly status: string;
  readonly numberComponentErrors: number;
  readonly numberTestsTotal: number;
  readonly numberTestsCompleted: number;
  readonly details: { readonly componentFailures: readonly { readonly problem: string }[] };
}

/** This project's own package, deployed, reported, retrieved and assigned. */
export function packageSteps(setup: ClientSetup): readonly Step[] {
  return [
    ...deploySteps(setup),
    ...failureSteps(setup),
    ...listSteps(setup),
    ...retrieveSteps(setup),
    ...permissionSteps(setup),
  ];
}

const deployWords = ['project', 'deploy', 'start', '--wait', '2', '--source-dir'];

function deploySteps(setup: ClientSetup): readonly Step[] {
  const { sf, running } = setup;
  let jobId = '';
  return [
    {
      name: 'project deploy start --dry-run, then deploy quick',
      run: async () => {
        const checked = await sf.result<DeployAnswer>([...deployWords, 'force-app', '--dry-run']);
        assert.equal(running.org.schema.find('SyncRun__c'), undefined);
        const words = ['project', 'deploy', 'quick', '--job-id', checked.id, '--wait', '2'];
        const { status } = await sf.result<DeployAnswer>(words);
        assert.equal(status, 'Succeeded');
        assertPackage(setup);
      },
    },
    {
      name: "project deploy start over SOAP, with the project's own tests",
      run: async () => {
        const words = [...deployWords, 'force-app', '--test-level', 'RunLocalTests'];
        const answer = await sf.result<DeployAnswer>(words);
        jobId = answer.id;
        assert.equal(answer.status, 'Succeeded');
        assert.ok(answer.numberTestsTotal > 0, 'No tests ran.');
        assert.equal(answer.numberTestsCompleted, answer.numberTestsTotal);
        assertPackage(setup);
      },
    },
    {
      name: 'project deploy report',
      run: async () => {
        const words = ['project', 'deploy', 'report', '--job-id', jobId];
        const { id, status } = await sf.result<DeployAnswer>(words);
        assert.deepEqual([id, status], [jobId, 'Succeeded']);
      },
    },
    {
      name: 'project deploy start over REST',
      run: async () => {
        const before = running.apiUsage.countByOperation().deploy ?? 0;
        const { status } = await sf.result<DeployAnswer>([...deployWords, 'force-app'], {
          SF_ORG_METADATA_REST_DEPLOY: 'true',
        });
        assert.equal(status, 'Succeeded');
        assert.ok((running.apiUsage.countByOperation().deploy ?? 0) > before, 'REST was not used.');
      },
    },
  ];
}

function failureSteps({ sf, running }: ClientSetup): readonly Step[] {
  return [
    {
      name: 'a deploy that fails says why and changes nothing',
      run: async () => {
        const folder = join(sf.project, 'broken/objects/Account/fields');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'Broken__c.field-meta.xml'), brokenField);
        const { exitCode, output } = await sf.run([...deployWords, 'broken']);
        assert.equal(exitCode, 1);
        assert.match(output, /Broken__c/);
        assert.match(output, /"problem"/);
        assert.equal(running.org.schema.findField('Account', 'Broken__c'), undefined);
      },
    },
  ];
}

const brokenField = `<?xml version="1.0" encoding="UTF-8"?>
<CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
    <fullName>Broken__c</fullName>
    <label>Broken</label>
    <type>Lookup</type>
    <referenceTo>Nowhere__c</referenceTo>
    <relationshipName>Broken</relationshipName>
</CustomField>
`;

/** What the package is made of is there: objects with their fields, records of settings, permission sets, classes. */
function assertPackage(setup: ClientSetup): void {
  const { org } = setup.running;
  assert.notEqual(org.schema.findField('SyncRun__c', 'Status__c'), undefined);
  assert.deepEqual(
    rowsInOrg(setup, 'SELECT DeveloperName, LicensingPolicy__c FROM SyncSettings__mdt'),
    [['Default', 'active']],
  );
  const permissionSets = rowsInOrg(
    setup,
    "SELECT Name FROM PermissionSet WHERE Name LIKE 'Isvapp%' ORDER BY Name",
  );
  assert.deepEqual(permissionSets.flat(), [
    'IsvappConnector',
    'IsvappSyncAdmin',
    'IsvappSyncViewer',
  ]);
  assert.ok(org.componentsOfType('Layout').length > 0);
}

function listSteps({ sf }: ClientSetup): readonly Step[] {
  return [
    {
      name: 'org list metadata',
      run: async () => {
        const words = ['org', 'list', 'metadata', '--metadata-type', 'PermissionSet'];
        const found = await sf.result<{ fullName: string }[]>(words);
        assert.ok(found.some(({ fullName }) => fullName === 'IsvappConnector'));
      },
    },
    {
      name: 'org list metadata-types',
      run: async () => {
        const words = ['org', 'list', 'metadata-types'];
        const { metadataObjects } = await sf.result<{ metadataObjects: { xmlName: string }[] }>(
          words,
        );
        assert.ok(metadataObjects.some(({ xmlName }) => xmlName === 'LightningComponentBundle'));
      },
    },
    {
      name: 'apex list log finds none',
      run: async () => {
        assert.deepEqual(await sf.result(['apex', 'list', 'log']), []);
      },
    },
  ];
}

function retrieveSteps({ sf, folder }: ClientSetup): readonly Step[] {
  return [
    {
      name: 'project retrieve start gives back what was deployed',
      run: async () => {
        const source = join(folder, 'source');
        await sf.result([
          ...['project', 'convert', 'source', '--source-dir', 'force-app', '--output-dir', source],
        ]);
        const target = join(folder, 'retrieved');
        const words = ['project', 'retrieve', 'start', '--wait', '2', '--unzip'];
        const from = ['--manifest', join(source, 'package.xml'), '--target-metadata-dir', target];
        await sf.result([...words, ...from]);
        assert.deepEqual(differences(source, join(target, 'unpackaged/unpackaged')), []);
      },
    },
    {
      name: 'project retrieve start into the project leaves the source as it is',
      run: async () => {
        const words = ['project', 'retrieve', 'start', '--wait', '2', '--metadata'];
        const { files } = await sf.result<{ files: { fullName: string; state: string }[] }>([
          ...words,
          'PermissionSet:IsvappConnector',
        ]);
        assert.ok(files.some(({ fullName }) => fullName === 'IsvappConnector'));
        assert.ok(files.every(({ state }) => state !== 'Failed'));
      },
    },
  ];
}

function permissionSteps(setup: ClientSetup): readonly Step[] {
  const { sf, running } = setup;
  return [
    {
      name: 'org assign permset',
      run: async () => {
        await sf.result(['org', 'assign', 'permset', '--name', 'IsvappSyncAdmin']);
        const soql =
          "SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name = 'IsvappSyncAdmin'";
        assert.deepEqual(rowsInOrg(setup, soql), [[running.client.runAs]]);
      },
    },
  ];
}
