import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../contract/free-port.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

/** The command as an operator starts it: one process on the embedded store, one organization in the variables. */
describe('serve', () => {
  let seeded: SeededOrg;
  let folder: string;
  let port: number;
  let token: string;
  let serving: ChildProcess;
  let log = '';

  const command = (...words: string[]): ChildProcess => {
    const program = new URL('../../src/main.ts', import.meta.url).pathname;
    return spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        DATA_DIRECTORY: folder,
        ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
        SALESFORCE_INSTANCE_URL: seeded.running.url,
        SALESFORCE_ALLOW_LOCAL: 'true',
        SALESFORCE_CLIENT_ID: seeded.running.client.clientId,
        SALESFORCE_USERNAME: integrationUser,
        SALESFORCE_PRIVATE_KEY_FILE: 'key.pem',
        ANALYTICS_FETCH: 'false',
        API_PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };
  const output = async (child: ChildProcess): Promise<{ code: unknown; text: string }> => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [unknown];
    return { code, text };
  };
  const ask = (path: string, options: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      ...options,
      headers: {
        authorization: `Bearer ${token}`,
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
      },
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-serve-'));
    seeded = await seededOrg({ clock: { now: () => new Date() } });
    await writeFile(join(folder, 'key.pem'), seeded.running.client.privateKey);
    port = await freePort();
    const added = await output(
      command('keys', 'add', 'ops', '--scope', 'admin', '--all-organizations'),
    );
    token = added.text.trim();
    expect(token, log).toMatch(/^isv_/);
    serving = command('serve');
    void output(serving);
    while (!log.includes('the API is up')) await delay(100);
  });
  afterAll(async () => {
    serving.kill('SIGKILL');
    await seeded[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it('has connected the organization of the variables', async () => {
    const answer = await (await ask('/v1/organizations')).json();
    expect(answer).toMatchObject({
      organizations: [{ organizationId: seeded.running.org.organizationId, authKind: 'jwt' }],
      nextCursor: null,
    });
  });

  it('tells who changed what, at the command line and over HTTP', async () => {
    const id = seeded.running.org.organizationId;
    expect((await ask(`/v1/organizations/${id}/resume`, { method: 'POST' })).status).toBe(200);
    const { entries } = (await (await ask('/v1/audit')).json()) as { entries: unknown };
    expect(entries).toMatchObject([
      {
        action: 'organization.resume',
        organizationId: id,
        actor: { kind: 'api-key', name: 'ops' },
      },
      {
        action: 'key.issue',
        organizationId: null,
        actor: { kind: 'command-line' },
        details: { name: 'ops', scope: 'admin' },
      },
    ]);
  });

  it('carries out in the same process what the API starts', async () => {
    const runs = `/v1/organizations/${seeded.running.org.organizationId}/runs`;
    const started = await ask(runs, { method: 'POST', body: '{"dryRun":true}' });
    expect(started.status).toBe(202);
    const { runKey } = (await started.json()) as { runKey: string };
    await expect
      .poll(async () => (await ask(`${runs}/${runKey}`)).status, { timeout: 60_000 })
      .toBe(200);
    expect(await (await ask(`${runs}/${runKey}`)).json()).toMatchObject({
      dryRun: true,
      trigger: 'Request',
    });
  });

  it.each([
    'GET /v1/status HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\0b\r\n\r\n',
    'GET /v1/organizations/x%0d%0aSet-Cookie:owned HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    'POST /v1/preview HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
    'NONSENSE\r\n\r\n',
  ])('refuses what no client of its sends, and goes on: %j', async (text) => {
    const answer = await rawAnswer(port, text);
    // A head that is too long may be cut off before its refusal is read.
    expect(answer).toMatch(/^(?:HTTP\/1\.1 4\d\d |$)/);
    expect(answer).not.toMatch(/^Set-Cookie/im);
    expect((await ask('/livez')).status).toBe(200);
  });

  it('ends when it is told to, and has logged no secret', async () => {
    serving.kill('SIGTERM');
    const [code] = (await once(serving, 'exit')) as [unknown];
    expect(code).toBe(0);
    expect(log).toMatch(
      /"version":"\d.*the connector starts.*the API is up.*told to stop.*the connector has stopped/s,
    );
    expect(log).not.toMatch(/PRIVATE KEY/);
    expect(log).not.toContain(token);
  });
});

async function rawAnswer(port: number, text: string): Promise<string> {
  const socket = createConnection(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}
