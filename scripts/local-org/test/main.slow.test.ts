import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrivateKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

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
