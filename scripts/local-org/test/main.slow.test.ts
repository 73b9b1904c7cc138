import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const main = join(dirname(dirname(fileURLToPath(import.meta.url))), 'main.ts');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-org-main-test-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Started {
  readonly output: string;
  /** What the start printed beside a word: `client id` → `3MVG9…`. */
  readonly said: (word: string) => string;
  /** Asks it to stop and returns its exit code. */
  readonly stop: () => Promise<number | null>;
}

async function start(...parameters: string[]): Promise<Started> {
  const child = spawn(process.execPath, [main, '--port', '0', ...parameters]);
  let output = '';
  for await (const piece of child.stdout) {
    output += String(piece);
    if (output.includes('Stop with')) break;
  }
  return {
    output,
    said: (word) => new RegExp(`${word}\\s+(\\S+)`).exec(output)?.[1] ?? '',
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

async function token({ said }: Started, username: string): Promise<Record<string, string>> {
  const url = said('listening on');
  const exp = Math.floor(performance.timeOrigin / 1_000) + 3_600;
  const assertion = await new SignJWT({ iss: said('client id'), sub: username, aud: url, exp })
    .setProtectedHeader({ alg: 'RS256' })
    .sign(createPrivateKey(readFileSync(said('private key'), 'utf8')));
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const body = new URLSearchParams({ grant_type, assertion });
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body });
  return (await answer.json()) as Record<string, string>;
}

describe('npm run local-org', () => {
  it('prints what is needed to sign in, keeps the org in its folder, and stops when told to', async () => {
    const first = await start('--data', folder);
    const username = first.said('users');
    const { access_token: access = '', instance_url: url = '' } = await token(first, username);
    const created = await fetch(`${url}/services/data/v62.0/sobjects/Account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: '{"Name":"Kept"}',
    });
    expect(created.status).toBe(201);
    expect(statSync(first.said('private key')).mode & 0o077).toBe(0);
    expect(await first.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();

    const second = await start('--data', folder);
    expect(second.said('organization')).toBe(first.said('organization'));
    expect(second.said('client secret')).toBe(first.said('client secret'));
    const again = await token(second, username);
    const found = await fetch(
      `${again.instance_url ?? ''}/services/data/v62.0/query?q=SELECT+Name+FROM+Account`,
      {
        headers: { authorization: `Bearer ${again.access_token ?? ''}` },
      },
    );
    expect(await found.json()).toMatchObject({ totalSize: 1, records: [{ Name: 'Kept' }] });
    expect(await second.stop()).toBe(0);
  });

  it('leaves nothing behind without a folder', async () => {
    const org = await start();
    const key = org.said('private key');
    expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY');
    expect(await org.stop()).toBe(0);
    expect(() => readFileSync(key)).toThrow();
  });
});

/** Where the process under test keeps what is temporary: a folder of its own, so that leftovers are seen. */
function temporaryFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

function launch(temporary: string, ...parameters: string[]): ChildProcess {
  return spawn(process.execPath, [main, ...parameters], {
    env: { ...process.env, TMPDIR: temporary },
  });
}

async function ended(child: ChildProcess): Promise<{ code: unknown; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (piece) => (stderr += String(piece)));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, stderr };
}

describe('npm run local-org, started wrongly', () => {
  it('says in one line that the port is taken, and leaves nothing behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const temporary = temporaryFolder('port-taken');
    expect(await ended(launch(temporary, '--port', String(port)))).toEqual({
      code: 2,
      stderr: `error: Port ${port} on 127.0.0.1 is taken. Stop what listens there, or choose another port; 0 takes any that is free.\n`,
    });
    expect(readdirSync(temporary)).toEqual([]);
    other.close();
  });

  it.each([
    ['--host', '0.0.0.0', /^error: .* not on 0\.0\.0\.0\. The host can be 127\.0\.0\.1, .*\n$/],
    ['--port', '70000', /^error: .* Give a port from 0 to 65535\.\n$/],
    ['--data', main, /^error: The org can't be kept in .*main\.ts .* Name a folder .*\n$/],
    ['--prot', '7071', /^error: unknown option '--prot'\n.*--port.*\n$/],
  ])('refuses %s %s with what to do, and leaves nothing behind', async (option, value, words) => {
    const temporary = temporaryFolder(`refused${option}${readdirSync(folder).length}`);
    const { code, stderr } = await ended(launch(temporary, option, value));
    expect(stderr).toMatch(words);
    expect(code).toBe(2);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('shows where it broke when it is not the fault of who started it', async () => {
    const data = temporaryFolder('bad-key');
    writeFileSync(join(data, 'private-key.pem'), 'not a key');
    writeFileSync(join(data, 'client-secret'), 'secret');
    const temporary = temporaryFolder('defect');
    const { code, stderr } = await ended(launch(temporary, '--port', '0', '--data', data));
    expect(stderr).toMatch(/\n\s+at .*demo-client\.ts:\d+/);
    expect(code).toBe(1);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('leaves nothing behind when it is stopped while it starts', async () => {
    const temporary = temporaryFolder('stopped-early');
    const child = launch(temporary, '--port', '0');
    const end = ended(child);
    await vi.waitFor(
      () => {
        expect(readdirSync(temporary)).not.toEqual([]);
      },
      { timeout: 20_000, interval: 2 },
    );
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
