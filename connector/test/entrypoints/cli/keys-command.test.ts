import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiKey } from '../../../src/domain/api-key.ts';
import { addKeys, keyLines, type NewKey } from '../../../src/entrypoints/cli/keys-command.ts';

const key: ApiKey = {
  id: '0123456789abcdef',
  organizationId: '00D000000000001EAA',
  name: 'Lightning app',
  scope: 'operate',
  createdAt: new Date('2026-11-24T10:00:00Z'),
  expiresAt: null,
  revokedAt: null,
};

let asked: NewKey[];
let out: string;
let err: string;

function keys(...words: readonly string[]): Promise<Command> {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  addKeys(program, {
    addKey: (request) => {
      asked.push(request);
      return Promise.resolve({ key, token: 'isv_token' });
    },
    listKeys: () => Promise.resolve([key]),
    now: () => new Date('2026-11-24T10:00:00Z'),
    revokeKey: (id) => Promise.resolve(id === key.id),
  });
  for (const command of program.commands.flatMap((each) => [each, ...each.commands]))
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  return program.parseAsync(['keys', ...words], { from: 'user' });
}

beforeEach(() => {
  asked = [];
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('keys', () => {
  it('add puts the key alone on standard output', async () => {
    await keys('add', 'Lightning app');
    expect(asked).toEqual([
      { name: 'Lightning app', scope: 'operate', organizationId: undefined, expiresAt: null },
    ]);
    expect(out).toBe('isv_token\n');
    expect(err).toContain('is not shown again');
  });

  it.each(['', 'reporting\n0123456789abcdef  admin', 'x'.repeat(101)])(
    'add refuses a name that would not be one line of the list: %j',
    async (name) => {
      await expect(keys('add', name)).rejects.toThrow(/1 to 100 characters, and no line breaks/);
      expect(asked).toEqual([]);
    },
  );

  it('add takes a scope, an organization and a last day', async () => {
    await keys(
      'add',
      'r',
      '--scope',
      'read',
      '--org',
      '00D000000000002',
      '--expires',
      '2027-12-31',
    );
    expect(asked).toEqual([
      {
        name: 'r',
        scope: 'read',
        organizationId: '00D000000000002EAA',
        expiresAt: new Date('2027-12-31T00:00:00Z'),
      },
    ]);
  });

  it.each([
    ['--scope', 'root'],
    ['--org', '001000000000001AAA'],
    ['--expires', '2027-02-30'],
    ['--expires', '2026-11-24'],
    ['--expires', '2016-11-24'],
  ])('add refuses %s %s', async (option, value) => {
    await expect(keys('add', 'x', option, value)).rejects.toThrow(option);
    expect(asked).toEqual([]);
  });

  it('revoke says when there is nothing to revoke', async () => {
    await keys('revoke', key.id);
    expect(out).toContain('no longer holds');
    await expect(keys('revoke', 'ffff')).rejects.toThrow('no key ffff');
  });

  it('list tells what has become of each', () => {
    const day = new Date('2027-01-31T00:00:00Z');
    const lines = keyLines([key, { ...key, expiresAt: day }, { ...key, revokedAt: day }]).split(
      '\n',
    );
    expect(lines[0]).toBe(
      '0123456789abcdef  operate  00D000000000001EAA  Lightning app (since 2026-11-24)',
    );
    expect(lines[1]).toMatch(/\(since 2026-11-24, until 2027-01-31\)$/);
    expect(lines[2]).toMatch(/\(since 2026-11-24, revoked 2027-01-31\)$/);
    expect(keyLines([])).toContain('no key yet');
  });
});
