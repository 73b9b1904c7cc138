import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../contract/free-port.ts';
import { integrationUser, seededOrg, type SeededOrg } from '../contract/seeded-org.ts';

/** Processes as an operator starts them. Only the browser is ours: one that does what a person at it does. */
describe('orgs add --browser', () => {
  let seeded: SeededOrg;
  let folder: string;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isvapp-browser-'));
    port = await freePort();
    seeded = await seededOrg({
      clock: { now: () => new Date() },
      clientApps: [
        {
          clientId: 'browser-app',
          clientSecret: 'consumer-secret-of-the-app',
          approvedUsers: [integrationUser],
          callbackUrls: [`http://localhost:${port}/oauth/callback`],
          rotatesRefreshTokens: true,
        },
      ],
    });
    await writeFile(join(folder, 'secret'), 'consumer-secret-of-the-app\n');
  });
  afterAll(async () => {
    await seeded[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  interface Told {
    out: string;
    err: string;
  }
  const begin = (...words: readonly string[]): readonly [ChildProcess, Told] => {
    const program = new URL('../../src/main.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? '',
        DATA_DIRECTORY: folder,
        ENCRYPTION_KEY: Buffer.alloc(32, 4).toString('base64'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const told = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (told.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told.err += chunk.toString()));
    return [child, told];
  };
  const ended = async ([child, told]: readonly [ChildProcess, Told]): Promise<
    Told & { code: unknown }
  > => {
    const [code] = (await once(child, 'close')) as [unknown];
    return { ...told, code };
  };
  const command = (...words: readonly string[]) => ended(begin(...words));

  /** Starts it, and waits for the address that it says to open. */
  async function adding() {
    const running = begin(
      ...['orgs', 'add', '--browser', '--local', '--json', '--url', seeded.running.url],
      ...['--client-id', 'browser-app', '--client-secret-file', 'secret', '--port', String(port)],
    );
    const end = ended(running);
    const [child, told] = running;
    while (!told.err.includes('Waiting for the browser')) {
      if (child.exitCode !== null) throw new Error(told.err);
      await delay(50);
    }
    const [address = ''] = /^http:\S+$/m.exec(told.err) ?? [];
    return { address, end };
  }

  /** Signs in as the integration user on the page of the org and decides; the page that the connector shows then. */
  async function decided(address: string, decision: 'allow' | 'deny'): Promise<string> {
    const page = await fetch(address);
    expect(await page.text()).toContain(integrationUser);
    const answer = await fetch(address, {
      method: 'POST',
      body: new URLSearchParams({ decision, username: integrationUser }),
    });
    return answer.text();
  }

  it('waits, connects what was allowed, and keeps it for the commands after it', async () => {
    const { address, end } = await adding();
    // Anything on the machine can ask the waiting port; it goes on waiting.
    const foreign = await fetch(`http://localhost:${port}/oauth/callback?state=guessed&code=x`);
    expect(foreign.status).toBe(400);
    expect((await fetch(`http://localhost:${port}/`)).status).toBe(404);

    expect(await decided(address, 'allow')).toContain('Acme is connected.');
    const { code, out, err } = await end;
    const id = seeded.running.org.organizationId;
    expect([code, JSON.parse(out)]).toMatchObject([0, [{ id, authKind: 'refresh-token' }]]);
    expect(out + err).not.toMatch(/consumer-secret-of-the-app|5Aep861/);

    // The token was replaced as it was used; the next process has the new one.
    expect(await command('orgs', 'test', id)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${id} Acme lets the connector in.`) as string,
    });
    const removed = await command('orgs', 'remove', id.slice(0, 15), '--json');
    expect([removed.code, JSON.parse(removed.out)]).toEqual([
      0,
      { organizationId: id, access: 'revoked', problem: null, done: 'remove' },
    ]);
  });

  it('ends with what to do where access is denied, and keeps nothing', async () => {
    const { address, end } = await adding();
    expect(await decided(address, 'deny')).toContain('choose Allow');
    const { code, out, err } = await end;
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/access_denied.*choose Allow/s);
    expect(JSON.parse((await command('orgs', 'list', '--json')).out)).toEqual([]);
  });
});
