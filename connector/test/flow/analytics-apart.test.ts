import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoMappings } from '../../../scripts/demo/demo-mappings.ts';
import { integrationUser, openDemoOrg, type DemoOrg } from '../../../scripts/demo/demo-org.ts';
import { mappingPackage } from '../../../scripts/demo/metadata-package.ts';
import { sampleIsv } from '../../../scripts/sample-isv/sample-isv.ts';
import { writeAppAnalytics } from '../../../scripts/sample-isv/write-app-analytics.ts';
import { startPostgresServer, type PostgresServer } from '../contract/postgres-server.ts';
import { freePort } from '../contract/free-port.ts';

/**
 * The command as an operator starts it: one process counts, another one carries out runs and asks it over HTTP. Then a
 * connector that counts for itself, with a store and files of its own, finds nothing to change in what was written.
 */
describe('analytics apart from the worker', () => {
  const today = new Date();
  const dayBefore = (days: number): string =>
    new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const isv = sampleIsv({ seed: 23, accounts: 60, today: dayBefore(0), days: 70 });
  let folder: string;
  let org: DemoOrg;
  let server: PostgresServer;
  let shared: string;
  let port: number;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'analytics-apart-'));
    org = await openDemoOrg(isv, { now: () => new Date() });
    await org.administrator.deploy(mappingPackage(demoMappings(isv)));
    server = await startPostgresServer();
    shared = await server.createDatabase();
    port = await freePort();
    await writeFile(join(folder, 'key.pem'), org.running.client.privateKey);
    await writeFile(join(folder, 'features.json'), JSON.stringify(isv.features));
    const delivered = join(folder, 'delivered');
    await mkdir(delivered);
    await writeAppAnalytics(isv, delivered, { lastDay: dayBefore(2), snapshotDays: 8 });
    const { organizationId } = org.running.org;
    for (const connector of ['counting', 'alone'])
      await cp(delivered, join(folder, connector, 'inbox', organizationId), { recursive: true });
  });
  afterAll(async () => {
    for (const each of started) each.kill('SIGKILL');
    await org.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const command = (
    connector: string,
    databaseUrl: string,
    words: readonly string[],
    settings: Readonly<Record<string, string>> = {},
  ): ChildProcess => {
    const program = new URL('../../src/main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        DATABASE_URL: databaseUrl,
        ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
        DATA_DIRECTORY: join(folder, connector),
        SALESFORCE_ALLOW_LOCAL: 'true',
        LOG_LEVEL: 'warn',
        // They are delivered.
        ANALYTICS_FETCH: 'false',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    return child;
  };
  const output = async (child: ChildProcess): Promise<{ code: number | null; text: string }> => {
    let text = '';
    let errors = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, text: code === 2 ? text + errors : text };
  };
  const counting = {
    FEATURES_FILE: 'features.json',
    PACKAGES_NOT_ENABLED: isv.packages
      .filter((each) => !each.appAnalyticsEnabled)
      .map(({ id }) => id)
      .join(','),
  };
  const connected = async (connector: string, databaseUrl: string): Promise<void> => {
    const { url, client } = org.running;
    const where = ['orgs', 'add', '--local', '--json', '--url', url];
    const signIn = ['--client-id', client.clientId, '--username', integrationUser];
    const words = [...where, ...signIn, '--private-key-file', 'key.pem'];
    expect(await output(command(connector, databaseUrl, words))).toMatchObject({ code: 0 });
  };
  const run = async (child: ChildProcess): Promise<Ran> =>
    JSON.parse((await output(child)).text) as Ran;

  it('writes what a connector that counts for itself would write', async () => {
    await connected('counting', shared);
    const key = await output(command('counting', shared, ['keys', 'add', 'worker', '--json']));
    const { token } = JSON.parse(key.text) as { token: string };
    const serving = command('counting', shared, ['serve', '--no-work'], {
      ...counting,
      API_PORT: String(port),
    });
    const isvapp = { ISVAPP_URL: `http://127.0.0.1:${port}`, ISVAPP_API_KEY: token };
    await listening(port, serving);

    const { organizationId } = org.running.org;
    const words = ['run', '--json', '--org', organizationId];
    const apart = await run(command('worker', shared, words, isvapp));
    expect(apart.status).toMatch(/^(?:Succeeded|Degraded)$/);
    expect(apart.values.written).toBeGreaterThan(100);
    expect(apart.values.cleared).toBeLessThan(apart.values.written);

    const own = await server.createDatabase();
    await connected('alone', own);
    const alone = await run(command('alone', own, [...words, '--dry-run'], counting));
    expect(alone.values).toEqual({
      ...apart.values,
      unchanged: apart.values.unchanged + apart.values.written,
      written: 0,
      cleared: 0,
    });

    // Where nothing counts any more, nothing is written, least of all a 0 or a NULL.
    serving.kill('SIGKILL');
    await once(serving, 'close');
    const lost = command('worker', shared, ['run', '--json', '--org', organizationId], isvapp);
    const { code, text } = await output(lost);
    expect(code).not.toBe(0);
    expect(text).toContain('ISVAPP_URL');
    const again = await run(command('alone', own, [...words, '--dry-run'], counting));
    expect(again.values).toEqual(alone.values);
  });
});

interface Ran {
  readonly status: string;
  readonly values: Readonly<
    Record<'read' | 'unchanged' | 'written' | 'cleared' | 'failed' | 'deferred', number>
  >;
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`serve ended with ${child.exitCode}.`);
}
