import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageFindings } from '../deployment/image-findings.ts';

const dockerfile = await readFile('config/container/Dockerfile', 'utf8');
const compose = await readFile('config/container/compose.yaml', 'utf8');
const node = /^FROM node:([\d.]+)-/m.exec(dockerfile)?.[1] ?? '';

describe('the check of the Dockerfile', () => {
  const rulesOf = (content: string, version = node): string[] =>
    imageFindings('Dockerfile', content, version).map(({ rule }) => rule);

  it('has nothing to say of ours', () => {
    expect(rulesOf(dockerfile)).toEqual([]);
  });

  it('finds another Node than the tests run on, in each stage', () => {
    expect(rulesOf(dockerfile, '24.22.0')).toEqual(['dockerfile/base', 'dockerfile/base']);
    expect(rulesOf(dockerfile.replaceAll(`node:${node}-`, 'node:24-'))).toHaveLength(2);
  });

  it('finds an image that runs as root, also where only an earlier stage does not', () => {
    const without = dockerfile.replace('USER node\n', '');
    expect(rulesOf(without)).toEqual(['dockerfile/user']);
    expect(rulesOf(without.replace('WORKDIR /app', 'USER node\nWORKDIR /app'))).toEqual([
      'dockerfile/user',
    ]);
    expect(rulesOf(dockerfile.replace('USER node', 'USER root'))).toEqual(['dockerfile/user']);
  });

  it('finds an image that can’t be asked how it is, and instructions that are none', () => {
    expect(
      rulesOf(
        dockerfile
          .replace('HEALTHCHECK', '# HEALTHCHECK')
          .replace('    CMD ["node", "--eval"', '    # CMD ["node", "--eval"'),
      ),
    ).toContain('dockerfile/health');
    expect(rulesOf(dockerfile.replace('WORKDIR', 'WORKDIRECTORY'))).toEqual(['dockerfile/syntax']);
  });
});

describe('what the connector is started with', () => {
  it('gives it the same room in the container, as a service of a machine and by hand', async () => {
    const unit = await readFile('config/systemd/isvapp-connector.service', 'utf8');
    const scripts = await readFile('package.json', 'utf8');
    const roomIn = (text: string): readonly string[] =>
      text.match(/--max-semi-space-size=\d+(?=[", ]+\S*connector\/src)/g) ?? [];
    const allocationIn = (text: string): readonly string[] => text.match(/MALLOC_\w+=\d+/g) ?? [];

    expect([unit, dockerfile, scripts].map(roomIn)).toEqual(
      Array.from({ length: 3 }, () => ['--max-semi-space-size=4']),
    );
    const allocation = [
      'MALLOC_ARENA_MAX=2',
      'MALLOC_MMAP_THRESHOLD_=131072',
      'MALLOC_TRIM_THRESHOLD_=131072',
    ];
    expect([unit, dockerfile].map(allocationIn)).toEqual([allocation, allocation]);
  });
});

describe('the check of the compose file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compose-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** As `npm run deployment` calls it. */
  async function saidOf(content: string): Promise<string> {
    const file = join(folder, 'compose.yaml');
    await writeFile(file, content);
    const options = ['node_modules/dclint/bin/dclint.cjs', '--max-warnings', '0', file];
    const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
    return status === 0 ? '' : stdout + stderr;
  }

  it('has nothing to say of ours', async () => {
    expect(await saidOf(compose)).toBe('');
  });

  it('finds what the Compose Specification does not know, and an image without a version', async () => {
    expect(await saidOf(compose.replace('restart:', 'restarts:'))).toMatch(/invalid-schema/);
    const untagged = compose.replace('postgres:17.6-bookworm', 'postgres:latest');
    expect(await saidOf(untagged)).toMatch(/service-image-require-explicit-tag/);
  });
});
