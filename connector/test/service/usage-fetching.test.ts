import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMemoryStore } from '../../src/adapters/store/memory-store.ts';
import { usageFileWords, type UsageCoverage } from '../../src/domain/usage-file.ts';
import type { UsageIntake } from '../../src/ports/usage-intake.ts';
import type { UsageRequest, UsageRequests } from '../../src/ports/usage-requests.ts';
import { fetchTurns } from '../../src/service/fetch-turns.ts';
import { fetchAhead, fetchingInRun } from '../../src/service/usage-fetching.ts';

const organizationId = '00D000000000001AAA';
const clock = { now: () => new Date('2026-11-23T23:05:00Z'), sleep: () => Promise.resolve() };
const nothing = { days: [], hasRows: false };
const coverage: UsageCoverage = {
  PackageUsageLog: nothing,
  PackageUsageSummary: nothing,
  SubscriberSnapshot: nothing,
};

let inbox: string;
beforeAll(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'usage-fetching-'));
});
afterAll(() => rm(inbox, { recursive: true }));

/** App Analytics as an org has it; each answer takes a moment. */
function analytics(): UsageRequests & { readonly asked: UsageRequest[] } {
  const asked: UsageRequest[] = [];
  const aMoment = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));
  return {
    asked,
    createdSince: async () => {
      await aMoment();
      return [...asked];
    },
    ask: async (file) => {
      await aMoment();
      const id = `0XI${String(asked.length).padStart(15, '0')}`;
      const rest = { createdAt: clock.now(), message: '', download: undefined };
      asked.push({ id, file, state: 'New', ...rest });
      return id;
    },
    download: () => {
      throw new Error('Nothing is ready.');
    },
  };
}

it('A run and who fetches ahead of it ask for each file once, when both are due at the same moment', async () => {
  const org = analytics();
  const fetch = { lookBackDays: 45, dailyBytes: 1_000, waitMs: 0, packages: [], downloadHosts: [] };
  const { usageRequests: book } = openMemoryStore(clock);
  const salesforce = { usageRequests: () => org };
  const parts = { fetch, salesforce, inbox, book, turns: fetchTurns(), clock };
  const intake = { coverage: () => Promise.resolve(coverage) } as unknown as UsageIntake;
  const { signal } = new AbortController();
  await Promise.all([
    fetchAhead(organizationId, parts, signal),
    fetchingInRun(parts, intake)?.fetch({ organizationId, mayWait: false }, signal),
  ]);
  const files = org.asked.flatMap(({ file }) => file ?? []).map(usageFileWords);
  expect(files.length).toBeGreaterThan(5);
  expect(new Set(files).size).toBe(files.length);
});
