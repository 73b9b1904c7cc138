import { execFile } from 'node:child_process';
import { cp, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deployablePackage } from '../../deployable-package.ts';
import { sourceProblems } from '../metadata/source-problems.ts';

let project: string;

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'metadata-'));
  for (const path of ['force-app', 'sfdx-project.json', '.forceignore']) {
    await cp(path, join(project, path), { recursive: true });
  }
});

afterEach(() => rm(project, { recursive: true }));

async function plant(path: string, text: string): Promise<void> {
  const file = join(project, 'force-app', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

describe('source-deploy-retrieve', () => {
  it('claims every file of the package', async () => {
    expect(await sourceProblems('force-app')).toEqual([]);
  });

  it('leaves a file that is no metadata unclaimed, unless it is ignored', async () => {
    await plant('main/run/notes.txt', 'remember');
    await plant('main/run/lwc/runs/__tests__/runs.test.ts', 'ignored');
    expect(await sourceProblems(join(project, 'force-app'))).toEqual([
      { file: 'main/run/notes.txt', message: expect.stringMatching(/no component/) as string },
    ]);
  });

  it('does not know a component that Salesforce has not', async () => {
    await plant('main/run/objects/SyncRun__c/moods/Good.mood-meta.xml', '<Mood/>');
    expect(await sourceProblems(join(project, 'force-app'))).toEqual([
      { file: '.', message: expect.stringMatching(/Good\.mood-meta\.xml/) as string },
    ]);
  });
});

describe('the deployable package', () => {
  it('holds each component in metadata format, and a manifest of the project’s version', async () => {
    const files = unzipSync(await deployablePackage('force-app'));
    const text = (path: string) => strFromU8(files[path] ?? new Uint8Array());

    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'objects/FieldMapping__mdt.object',
        'objects/SyncLogEntry__c.object',
        'customMetadata/SyncSettings.Default.md',
        'permissionsets/IsvappConnector.permissionset',
        'layouts/SyncRun__c-Sync Run Layout.layout',
        'labels/CustomLabels.labels',
      ]),
    );
    expect(text('package.xml')).toContain('<version>67.0</version>');
    expect(text('package.xml')).toContain('<members>SyncSettings.Default</members>');
    // The parts that lie in files of their own in the source are one file here.
    expect(text('objects/SyncRun__c.object')).toContain('<fullName>CountsNotNegative</fullName>');
    expect(text('objects/SyncRun__c.object')).toContain(
      '<fullName>MassChangeApproved__c</fullName>',
    );
  });

  it('is not built for a project without an API version', async () => {
    await writeFile(
      join(project, 'sfdx-project.json'),
      '{"packageDirectories":[{"path":"force-app"}]}',
    );
    await expect(deployablePackage(join(project, 'force-app'))).rejects.toThrow(
      /sfdx-project\.json has no "sourceApiVersion"/,
    );
  });
});

describe('npm run metadata', () => {
  const check = () =>
    promisify(execFile)(process.execPath, [
      'scripts/checks/metadata.ts',
      join(project, 'force-app'),
    ]);

  it('passes on the package', async () => {
    expect((await check()).stdout).toMatch(/^\d+ metadata files, 0 problems\n$/);
  });

  it('fails, naming file and problem', async () => {
    await plant('main/run/objects/SyncRun__c/fields/Bad__c.field-meta.xml', '<CustomField>');
    await expect(check()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/fields\/Bad__c\.field-meta\.xml: not well-formed/) as string,
    });
  });
});
