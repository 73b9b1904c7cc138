import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const configPath = resolve('config/dependency-cruiser.mjs');
const command = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** A tree of the repository's shape in which every file obeys: what each may import, and no more. */
const tree: Readonly<Record<string, string>> = {
  'connector/src/main.ts': `
    import './stages/run-sync.ts';
    import './adapters/salesforce/accounts.ts';
    import './adapters/analytics/usage.ts';
    import './adapters/store/runs.ts';
    import './adapters/queue/jobs.ts';
    import './entrypoints/http/app.ts';
    import './entrypoints/cli/run.ts';`,
  'connector/src/domain/account.ts': `export interface Account { id: string }`,
  'connector/src/domain/change.ts': `
    import type { Account } from './account.ts';
    export interface Change { account: Account }`,
  'connector/src/ports/account-source.ts': `
    import type { Account } from '../domain/account.ts';
    export type AccountSource = () => Account;`,
  'connector/src/stages/run-sync.ts': `
    import type { Account } from '../domain/account.ts';
    import './plan/plan.ts';
    import './accounts/read-accounts.ts';
    export type Run = Account;`,
  'connector/src/stages/plan/plan.ts': `
    import type { Change } from '../../domain/change.ts';
    import { order } from './order.ts';
    export const plan = (changes: Change[]) => order(changes);`,
  'connector/src/stages/plan/order.ts': `export const order = <T>(items: T[]) => items;`,
  'connector/src/stages/accounts/read-accounts.ts': `
    import type { AccountSource } from '../../ports/account-source.ts';
    export const readAccounts = (source: AccountSource) => source();`,
  'connector/src/adapters/salesforce/accounts.ts': `
    import '@jsforce/jsforce-node';
    import 'jose';
    import 'udsv';
    import 'undici';
    import type { AccountSource } from '../../ports/account-source.ts';
    export type Accounts = AccountSource;`,
  'connector/src/adapters/analytics/usage.ts': `import '@duckdb/node-api';`,
  'connector/src/adapters/store/runs.ts': `
    import 'pg';
    import 'kysely';
    import '@electric-sql/pglite';`,
  'connector/src/adapters/queue/jobs.ts': `import 'pg';`,
  'connector/src/entrypoints/http/app.ts': `
    import 'fastify';
    import { Account } from '../../domain/account.ts';
    export const app = (account: Account) => account;`,
  'connector/src/entrypoints/cli/run.ts': `import 'commander';`,
  'connector/test/plan.test.ts': `
    import '../src/stages/plan/plan.ts';
    import '../src/adapters/store/runs.ts';
    import 'pg';`,
  'scripts/demo.ts': `
    import './local-org/main.ts';
    import '../connector/src/main.ts';`,
  'scripts/local-org/main.ts': `
    import 'fastify';
    import './apex/apex-runtime.ts';`,
  'scripts/local-org/apex/apex-runtime.ts': `
    import './platform/jobs.ts';
    import './compile/statements.ts';`,
  'scripts/local-org/apex/syntax/tree.ts': `export interface Tree { line: number }`,
  'scripts/local-org/apex/values/decimal.ts': `export const decimal = 1;`,
  'scripts/local-org/apex/library/math.ts': `
    import { decimal } from '../values/decimal.ts';
    export const math = decimal;`,
  'scripts/local-org/apex/types/members.ts': `
    import type { Tree } from '../syntax/tree.ts';
    import { math } from '../library/math.ts';
    export const members = (tree: Tree) => [tree, math];`,
  'scripts/local-org/apex/run/frame.ts': `
    import { decimal } from '../values/decimal.ts';
    export const frame = decimal;`,
  'scripts/local-org/apex/data/records.ts': `
    import { frame } from '../run/frame.ts';
    export const records = frame;`,
  'scripts/local-org/apex/compile/statements.ts': `
    import { members } from '../types/members.ts';
    import { frame } from '../run/frame.ts';
    export const statements = [members, frame];`,
  'scripts/local-org/apex/platform/jobs.ts': `
    import { records } from '../data/records.ts';
    export const jobs = records;`,
  'scripts/local-org/apex/test/frame.test.ts': `import '../run/frame.ts';`,
};

/** At least one file for each rule, which breaks that rule and no other. */
const violations: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['domain-imports-nothing', 'connector/src/domain/clock.ts', `import 'node:fs';`],
  ['ports-are-types', 'connector/src/ports/files.ts', `import 'node:fs';`],
  [
    'plan-and-values-are-pure',
    'connector/src/stages/values/values.ts',
    `import type { AccountSource } from '../../ports/account-source.ts'; export type S = AccountSource;`,
  ],
  [
    'stages-are-strangers',
    'connector/src/stages/write/write.ts',
    `import '../accounts/read-accounts.ts';`,
  ],
  ['stages-are-strangers', 'connector/src/stages/write/retries.ts', `import 'commander';`],
  [
    'run-sync-knows-no-adapter',
    'connector/src/stages/plan-run.ts',
    `import '../adapters/store/runs.ts';`,
  ],
  [
    'adapters-are-strangers',
    'connector/src/adapters/telemetry/alerts.ts',
    `import '../store/runs.ts';`,
  ],
  [
    'adapters-are-strangers',
    'connector/src/adapters/isvapp/plan.ts',
    `import '../../stages/plan/plan.ts';`,
  ],
  ['adapters-are-strangers', 'connector/src/adapters/system-clock.ts', `import './store/runs.ts';`],
  ['entrypoints-are-thin', 'connector/src/entrypoints/http/runs.ts', `import '../cli/run.ts';`],
  [
    'only-salesforce-imports-its-packages',
    'connector/src/adapters/isvapp/token.ts',
    `import type { Connection } from '@jsforce/jsforce-node'; export type C = Connection;`,
  ],
  [
    'only-analytics-imports-its-packages',
    'connector/src/adapters/store/usage.ts',
    `import '@duckdb/node-api';`,
  ],
  [
    'only-store-imports-its-packages',
    'connector/src/adapters/analytics/pool.ts',
    `import type { Pool } from 'pg'; export type P = Pool;`,
  ],
  ['only-telemetry-imports-its-packages', 'connector/src/count.ts', `import 'prom-client';`],
  ['only-adapters-imports-its-packages', 'connector/src/fetch.ts', `import 'undici';`],
  ['only-http-imports-its-packages', 'connector/src/server.ts', `import '@fastify/swagger';`],
  [
    'src-never-meets-its-stand-ins',
    'connector/src/stand-in.ts',
    `import '../../scripts/local-org/main.ts';`,
  ],
  [
    'local-org-is-the-outside-world',
    'scripts/local-org/accounts.ts',
    `import type { Account } from '../../connector/src/domain/account.ts'; export type A = Account;`,
  ],
  [
    'apex-has-one-door',
    'scripts/local-org/api/apex-tests.ts',
    `import '../apex/platform/jobs.ts';`,
  ],
  [
    'apex-syntax-is-a-tree',
    'scripts/local-org/apex/syntax/constant.ts',
    `import '../values/decimal.ts';`,
  ],
  [
    'apex-values-stand-alone',
    'scripts/local-org/apex/values/double.ts',
    `import '../library/math.ts';`,
  ],
  [
    'apex-library-stands-on-values',
    'scripts/local-org/apex/library/database.ts',
    `import '../data/records.ts';`,
  ],
  ['apex-types-run-nothing', 'scripts/local-org/apex/types/frames.ts', `import '../run/frame.ts';`],
  [
    'apex-core-knows-no-platform',
    'scripts/local-org/apex/data/queue.ts',
    `import '../platform/jobs.ts';`,
  ],
  // A circle is reported once, for one of its files.
  ['no-circular', 'scripts/local-org/circle-a.ts', `import './circle-b.ts'; export const a = 1;`],
  ['no-orphans', 'scripts/local-org/lonely.ts', `export const lonely = 1;`],
];

/** What the planted files need beside them. */
const company: Readonly<Record<string, string>> = {
  'scripts/local-org/circle-b.ts': `import { a } from './circle-a.ts'; export const b = a;`,
};

/** Packages that the rules name. Types of `pg` come from a package of their own, as in the repository. */
const packages = [
  '@duckdb/node-api',
  '@electric-sql/pglite',
  '@fastify/swagger',
  '@jsforce/jsforce-node',
  'commander',
  'fastify',
  'jose',
  'kysely',
  'pg',
  'udsv',
  'undici',
];

/** The part of dependency-cruiser's report that we read. */
interface Summary {
  readonly violations: readonly {
    readonly from: string;
    readonly rule: { readonly name: string };
  }[];
  /** The rules of the configuration. */
  readonly ruleSetUsed: {
    readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
  };
}

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dependency-rules-'));
  await cp('tsconfig.json', join(root, 'tsconfig.json'));
  await write({ 'package.json': '{"type":"module"}', ...tree });
  for (const name of packages) {
    await write({
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'index.js' }),
      [`node_modules/${name}/index.js`]: '',
    });
  }
  await write({
    'node_modules/@types/pg/package.json': '{"name":"@types/pg","types":"index.d.ts"}',
    'node_modules/@types/pg/index.d.ts': 'export interface Pool { end(): void }',
  });
});

afterAll(() => rm(root, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** What the command says of the tree as it stands. It also fails where a rule is broken. */
async function cruise(): Promise<Summary> {
  const stdout = await new Promise<string>((done, fail) => {
    execFile(
      process.execPath,
      [command, '--config', configPath, '--output-type', 'json', 'connector', 'scripts'],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (_error, output, errors) => {
        if (errors === '') done(output);
        else fail(new Error(errors));
      },
    );
  });
  return (JSON.parse(stdout) as { summary: Summary }).summary;
}

describe('the dependency rules', () => {
  it('let the tree of the design be', async () => {
    expect((await cruise()).violations).toEqual([]);
  });

  it('each stop the file that breaks them, and only they do', async () => {
    const planted = violations.map(([, path, text]) => [path, text] as const);
    await write({ ...Object.fromEntries(planted), ...company });
    const found = (await cruise()).violations;

    const broken = found.map(({ from, rule }) => `${from}: ${rule.name}`);
    expect([...new Set(broken)].toSorted()).toEqual(
      violations.map(([rule, path]) => `${path}: ${rule}`).toSorted(),
    );
  });

  it('each have a file that breaks them, and say where the code belongs', async () => {
    const { forbidden } = (await cruise()).ruleSetUsed;
    const tried = new Set(violations.map(([rule]) => rule));
    expect(forbidden.map(({ name }) => name).toSorted()).toEqual([...tried].toSorted());
    expect(forbidden.filter(({ comment = '' }) => comment.length < 20)).toEqual([]);
  });
});
