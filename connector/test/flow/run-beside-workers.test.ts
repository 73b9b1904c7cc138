import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/adapters/system-clock.ts';
import { loadServiceConfig } from '../../src/config.ts';
import { openService } from '../../src/service.ts';
import { aRunResult } from '../domain/a-run-result.ts';
import { startPostgresServer } from '../contract/postgres-server.ts';
import { integrationUser, seededOrg } from '../contract/seeded-org.ts';

const main = resolve(import.meta.dirname, '../../src/main.ts');

it('A run of the variables waits its turn where its organization is connected on a shared database', async () => {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'isvapp-beside-'));
  opened.defer(() => rm(folder, { recursive: true }));
  const server = await startPostgresServer();
  opened.defer(() => server.stop());
  const acme = opened.use(await seededOrg());
  const { client, url, org } = acme.running;
  const variables = {
    DATABASE_URL: await server.createDatabase(),
    DATA_DIRECTORY: folder,
    ENCRYPTION_KEY: Buffer.alloc(32, 3).toString('base64'),
    ANALYTICS_FETCH: 'false',
    SALESFORCE_INSTANCE_URL: url,
    SALESFORCE_ALLOW_LOCAL: 'true',
    SALESFORCE_CLIENT_ID: client.clientId,
    SALESFORCE_USERNAME: integrationUser,
    SALESFORCE_PRIVATE_KEY: client.privateKey,
  };
  const command = async (...words: readonly string[]) => {
    const child = spawn(process.execPath, [main, ...words], { cwd: folder, env: variables });
    const [out, err, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { code, out, err };
  };
  expect((await command('run', '--dry-run')).err).not.toMatch(/waits already/);

  const quiet = { write: () => true };
  const service = opened.use(await openService(loadServiceConfig(variables), systemClock, quiet));
  const secret = {
    kind: 'jwt',
    clientId: client.clientId,
    username: integrationUser,
    privateKeyPem: client.privateKey,
  } as const;
  const { id } = await service.add({ instanceUrl: url, allowLocalAddress: true, secret });
  expect(id).toBe(org.organizationId);
  await command('run', '--dry-run');
  expect(await service.runs.newestRuns(id, 9)).toHaveLength(2);

  const broken = aRunResult({
    runKey: 'broken',
    dryRun: false,
    status: 'Degraded',
    startedAt: new Date(),
  });
  await service.runs.recordRun(id, broken);
  await service.runs.recordFailures(id, broken.runKey, [
    {
      accountId: '001000000000001AAA',
      field: 'MAU__c',
      mapping: 'Metric_MAU',
      errorCode: 'X',
      clears: false,
    },
  ]);
  await command('retry', '--failed', '--run', 'broken');
  const retries = (await service.runs.newestRuns(id, 9)).filter(
    ({ trigger }) => trigger === 'Retry',
  );
  expect(retries).toHaveLength(1);

  const waiting = { organizationId: id, runKey: randomUUID(), trigger: 'Schedule' } as const;
  await service.queue.enqueue({ ...waiting, dryRun: true, massChangeApproved: false });
  expect(await command('run', '--dry-run')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/Another run of the organization .* waits already/) as string,
  });
  expect(await command('retry', '--failed', '--run', 'broken')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/Another run of the organization .* waits already/) as string,
  });
  expect(await service.runs.newestRuns(id, 9)).toHaveLength(4);
});
