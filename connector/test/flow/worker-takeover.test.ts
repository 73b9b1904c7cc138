import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresServer, type PostgresServer } from '../contract/postgres-server.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

/** The command as an operator starts it, in processes that share a PostgreSQL server. */
describe('Workers of one connector', () => {
  let seeded: SeededOrg;
  let server: PostgresServer;
  let folder: string;
  let environment: Record<string, string>;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-workers-'));
    // Its clock is that of this machine, as for the processes.
    seeded = await seededOrg({ clock: { now: () => new Date() } });
    server = await startPostgresServer();
    environment = {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: await server.createDatabase(),
      ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
      STOP_SECONDS: '5',
    };
    await writeFile(join(folder, 'key.pem'), seeded.running.client.privateKey);
  });
  afterAll(async () => {
    for (const each of started) each.kill('SIGKILL');
    await seeded[Symbol.asyncDispose]();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const command = (worker: string, ...words: string[]): ChildProcess => {
    const program = new URL('../../src/main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: { ...environment, DATA_DIRECTORY: join(folder, worker) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    return child;
  };
  /** What it says on standard output, and all it says. */
  const output = async (
    child: ChildProcess,
  ): Promise<{ code: number | null; answer: string; text: string }> => {
    let [answer, text] = ['', ''];
    child.stdout?.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, answer, text };
  };
  const runs = (runKey: string): readonly (readonly unknown[])[] =>
    Array.from(
      seeded.org
        .asUser(seeded.org.administratorId)
        .query(`SELECT Status__c, FinishedAt__c FROM SyncRun__c WHERE RunKey__c = '${runKey}'`)
        .rows,
    );
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await delay(200);
  };

  it('finish the run of one that is killed, in the record it had begun', async () => {
    const add = ['orgs', 'add', '--local', '--json', '--url', seeded.running.url];
    const signIn = ['--client-id', seeded.running.client.clientId, '--username', integrationUser];
    const added = await output(command('one', ...add, ...signIn, '--private-key-file', 'key.pem'));
    expect(added).toMatchObject({ code: 0 });
    expect(JSON.parse(added.answer)).toMatchObject([{ id: seeded.running.org.organizationId }]);

    const runKey = '7a1f6d0e-0000-4000-8000-000000000009';
    seeded.insert('SyncRun__c', [
      { RunKey__c: runKey, Status__c: 'Requested', Trigger__c: 'Request' },
    ]);
    // The run stands still in the middle, so that it is killed there.
    seeded.running.faults.delay({ soql: 'FROM sfLma__License__c' }, 60_000);
    const victim = command('one', 'work');
    await until(() => runs(runKey)[0]?.[0] === 'Running');
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    seeded.running.faults.clear();

    const heir = command('two', 'work');
    const end = output(heir);
    await until(() => !['Requested', 'Running'].includes(String(runs(runKey)[0]?.[0])));
    expect(runs(runKey)).toHaveLength(1);
    expect(runs(runKey)[0]?.[0]).toMatch(/^(?:Succeeded|Degraded)$/);
    heir.kill('SIGTERM');
    const { code, text } = await end;
    expect(code).toBe(0);
    expect(text).not.toContain('PRIVATE KEY');

    const listed = await output(command('one', 'runs', '--json'));
    expect(JSON.parse(listed.answer)).toMatchObject([{ open: [], ended: [{ runKey }] }]);
  });
});
