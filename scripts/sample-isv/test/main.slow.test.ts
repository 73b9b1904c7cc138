import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleIsv, type SampleIsv } from '../sample-isv.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '..', 'main.ts');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-isv-main-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Refusal {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command says when it fails; throws where it doesn't. */
async function refusal(...parameters: string[]): Promise<Refusal> {
  try {
    await run(process.execPath, [main, ...parameters]);
  } catch (error) {
    return error as Refusal;
  }
  throw new Error(`It took ${parameters.join(' ')}.`);
}

const small = ['--accounts', '12', '--days', '2', '--seed', '3', '--months', '1'];

describe('node scripts/sample-isv/main.ts', () => {
  it('writes the files with features.json and isv.json, and says so on stderr only', async () => {
    const out = join(folder, 'made', 'up');
    const { stdout, stderr } = await run(process.execPath, [
      main,
      ...small,
      '--today',
      '2026-11-24',
      '--out',
      out,
    ]);
    expect(stdout).toBe('');
    expect(stderr).toContain('12 Accounts');
    expect(stderr.trimEnd().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^PackageUsageLog 2026-11: 2 files, [\d,]+ rows$/),
      expect.stringMatching(/^PackageUsageSummary 2026-10: 1 file, [\d,]+ rows$/),
      expect.stringMatching(/^SubscriberSnapshot 2026-11: 2 files, [\d,]+ rows$/),
    ]);
    expect((await readdir(out)).sort()).toEqual([
      'PackageUsageLog_2026-11-21.csv.gz',
      'PackageUsageLog_2026-11-22.csv.gz',
      'PackageUsageSummary_2026-10.csv',
      'SubscriberSnapshot_2026-11-21.csv',
      'SubscriberSnapshot_2026-11-22.csv',
      'features.json',
      'isv.json',
    ]);
    const isv = sampleIsv({ seed: 3, accounts: 12, days: 2, today: '2026-11-24' });
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(out, name), 'utf8'));
    expect(await read('features.json')).toEqual(isv.features);
    expect(await read('isv.json')).toEqual(isv);
  });

  it('takes the day from the clock where none is given', async () => {
    const out = join(folder, 'today');
    await run(process.execPath, [main, ...small, '--out', out]);
    const { options } = JSON.parse(await readFile(join(out, 'isv.json'), 'utf8')) as SampleIsv;
    const daysAgo = (date: string): number => (Date.now() - Date.parse(date)) / 86_400_000;
    expect(daysAgo(options.today)).toBeGreaterThanOrEqual(0);
    expect(daysAgo(options.today)).toBeLessThan(1.1);
    expect(daysAgo(options.lastDay)).toBeGreaterThan(1.9);
    expect(daysAgo(options.lastDay)).toBeLessThan(3);
  });

  it.each([
    [['--accounts', 'many'], 'Give a whole number of at least 1.'],
    [['--accounts', '0'], 'Give a whole number of at least 1.'],
    [['--days', '0'], 'Give a whole number of at least 1.'],
    [['--users-per-org', '-3'], 'Give a whole number of at least 1.'],
    [['--today', '2026-02-30'], 'is not a date'],
    [['--format', 'xlsx'], 'Allowed choices are csv, csv.gz, parquet'],
    [['--out', main], 'Name a folder that can be written'],
  ])('refuses %s in one line that says what to give instead', async (wrong, message) => {
    const refused = await refusal('--out', join(folder, 'refused'), ...wrong);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/^error: .*\n$/);
    expect(refused.stderr).toContain(message);
    expect(await readdir(folder)).not.toContain('refused');
  });

  it('says in its help which files it writes', async () => {
    const { stdout } = await run(process.execPath, [main, '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'App Analytics files, its features (features.json), and all it consists of',
    );
  });
});
