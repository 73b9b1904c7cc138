import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../../src/adapters/analytics/engine/database.ts';
import {
  createCountingTables,
  stepCount,
} from '../../../../src/adapters/analytics/measure/counting.ts';
import { countUsers } from '../../../../src/adapters/analytics/measure/engagement.ts';
import type { Coverage } from '../../../../src/adapters/analytics/storage/coverage.ts';

let directory: string;
let database: Database;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'engagement-'));
  database = await openDatabase(directory, { memoryLimitMb: 128, threads: 1 });
});
afterAll(async () => {
  database[Symbol.dispose]();
  await rm(directory, { recursive: true });
});

const coverage = { packagesSeen: () => new Set<string>() } as unknown as Coverage;
const slice = {
  period: { start: '2026-11-22', end: '2026-11-22' },
  fromLogs: true,
  fromSummary: false,
};

/** 300 users of 50 orgs; each org has rows of two packages, and belongs to one of five Accounts. */
const relation = `(SELECT 'org-' || user % 50 AS organization_id, 'p' || package AS package_id,
  'user-' || user AS user_id_token, 'Standard' AS user_type, 1 AS row_count, 1 AS attended_row_count,
  DATE '2026-11-22' AS day, false AS from_summary FROM range(300) t(user), range(2) p(package))`;
const attributions = Array.from({ length: 100 }, (_, at) => ({
  accountId: `account-${Math.floor(at / 20)}`,
  organizationId: `org-${at >> 1}`,
  packageId: `p${at % 2}`,
  licensed: true,
}));

async function counted(rowCount: number): Promise<unknown> {
  await createCountingTables(database, attributions);
  const count = { slice, externalOnly: false };
  await countUsers(
    [
      { ...count, metric: 0, packageId: null },
      { ...count, metric: 1, packageId: 'p1' },
    ],
    { relation, rowCount },
    { database, coverage, excludeAutomation: false },
  );
  return database.rows(
    'SELECT account_id, metric, sum(value)::INTEGER AS value FROM counted GROUP BY ALL ORDER BY ALL',
  );
}

describe('counting users in steps', () => {
  it('takes more steps for more rows and less memory', () => {
    expect(stepCount(0, 1_024)).toBe(1);
    expect(stepCount(30_000_000, 1_024)).toBe(8);
    expect(stepCount(30_000_000, 512)).toBe(15);
    expect(stepCount(1e12, 512)).toBe(64);
  });

  it('adds up to the numbers of one go', async () => {
    const inOneGo = await counted(600);
    expect(inOneGo).toHaveLength(10);
    expect(inOneGo).toContainEqual({ account_id: 'account-0', metric: 0, value: 60 });
    expect(inOneGo).toContainEqual({ account_id: 'account-4', metric: 1, value: 60 });
    expect(await counted(1e12)).toEqual(inOneGo);
  });
});
