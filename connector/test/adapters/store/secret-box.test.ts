import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretBox } from '../../../src/adapters/store/secret-box.ts';

const key = randomBytes(32);
const box = secretBox({ current: key, previous: undefined });

/** What `open` throws, as text with everything in it. */
function refusal(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    return `${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
  }
  throw new Error('It opened.');
}

describe('A sealed secret', () => {
  it('opens to what it was, whatever it holds', () => {
    for (const secret of ['', 'hush', '-----BEGIN…\n', '🔑'.repeat(5_000)])
      expect(box.open('owner', box.seal('owner', secret))).toBe(secret);
  });

  it('is never the same twice, so that equal secrets do not show', () => {
    expect(box.seal('owner', 'hush')).not.toBe(box.seal('owner', 'hush'));
  });

  it('stays closed for another owner, for another key, and when one character of it differs', () => {
    const sealed = box.seal('owner', 'hush');
    const [version, name, nonce, tag, content = ''] = sealed.split('.');
    const changed = (content.startsWith('A') ? 'B' : 'A') + content.slice(1);
    const cut = Buffer.from(tag ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    const attempts = [
      () => box.open('stranger', sealed),
      () => secretBox({ current: randomBytes(32), previous: undefined }).open('owner', sealed),
      () => box.open('owner', [version, name, nonce, tag, changed].join('.')),
      () => box.open('owner', [version, name, nonce, cut, content].join('.')),
      () => box.open('owner', 'hush'),
      () => box.open('owner', ''),
    ];
    for (const attempt of attempts) {
      const told = refusal(attempt);
      expect(told).toContain('ENCRYPTION_KEY');
      expect(told).not.toContain('hush');
      expect(told).not.toContain(key.toString('base64'));
    }
  });

  it('can not be made without a key', () => {
    const keyless = secretBox({ current: undefined, previous: undefined });
    expect(refusal(() => keyless.seal('owner', 'hush'))).toMatch(/ENCRYPTION_KEY is not set/);
    expect(refusal(() => keyless.open('owner', 'v1.a.b.c.d'))).toMatch(/ENCRYPTION_KEY is not set/);
  });
});
