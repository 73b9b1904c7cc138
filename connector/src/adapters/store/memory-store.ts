import { isValidAt, type ApiKey } from '../../domain/api-key.ts';
import type { FailedValue, FailureFilter } from '../../domain/failed-value.ts';
import type { ApiKeys } from '../../ports/api-keys.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PastRun, RunHistory, RunPosition, RunQuery } from '../../ports/run-history.ts';
import type { WriteLedger, Writing } from '../../ports/write-ledger.ts';
import { isSecretOf, newToken, tokenParts } from './api-token.ts';
import { keptRuns } from './kept-runs.ts';
import { memoryAccessTokens } from './memory-access-tokens.ts';
import { memoryAccountHistory } from './memory-account-history.ts';
import { memoryAlerts } from './memory-alerts.ts';
import { memoryAudit } from './memory-audit.ts';
import { memoryAuthorizations } from './memory-authorizations.ts';
import { memoryDirectory } from './memory-directory.ts';
import { memoryIdempotency } from './memory-idempotency.ts';
import { memoryLateRuns } from './memory-late-runs.ts';
import { memoryOrganizations } from './memory-organizations.ts';
import { memoryOutbox, type MemoryOutbox } from './memory-outbox.ts';
import { memoryPlannedChanges, type MemoryPlannedChanges } from './memory-planned-changes.ts';
import { memoryUsageRequests } from './memory-usage-requests.ts';
import type { Store } from './open-store.ts';
import { secretBox, type SecretKeys } from './secret-box.ts';
import { storableJson } from './storable-json.ts';
import { keptPart, pastRun, runSummary, type StoredRun } from './stored-run.ts';

/** A store that forgets everything with the process: for a trial run, and wherever a test needs one. */
export function openMemoryStore(
  clock: Clock,
  secretKeys: SecretKeys = { current: undefined, previous: undefined },
): Store {
  const plannedChanges = memoryPlannedChanges();
  const outbox = memoryOutbox(clock);
  const keys = memoryKeys(clock);
  const organizations = memoryOrganizations(secretBox(secretKeys), clock);
  const runs = memoryRuns(plannedChanges, outbox);
  const alerts = memoryAlerts();
  return {
    directory: memoryDirectory(),
    ledger: memoryLedger(clock),
    runs,
    plannedChanges,
    outbox,
    organizations,
    keys,
    accessTokens: memoryAccessTokens(keys, clock),
    alerts,
    lateRuns: memoryLateRuns({ organizations, runs, alerts }),
    pendingAuthorizations: memoryAuthorizations(clock),
    usageRequests: memoryUsageRequests(organizations),
    accountHistory: memoryAccountHistory(clock),
    audit: memoryAudit(clock),
    idempotency: memoryIdempotency(clock),
    close: () => Promise.resolve(),
  };
}

function memoryLedger(clock: Clock): WriteLedger {
  /** By organization, Account and field. */
  const organizations = new Map<string, Map<string, Map<string, Writing>>>();
  const accountsOf = (organizationId: string) => innerMap(organizations, organizationId);
  return {
    recordWritten: (organizationId, runKey, values) =>
      Promise.resolve().then(() => {
        const accounts = accountsOf(organizationId);
        for (const value of kept(values))
          innerMap(accounts, value.accountId).set(value.field, {
            ...value,
            runKey,
            writtenAt: clock.now(),
          });
      }),
    writtenTo: (organizationId, accountIds) => {
      const accounts = accountsOf(organizationId);
      const values = accountIds.flatMap((id) => [...(accounts.get(id)?.values() ?? [])]);
      return Promise.resolve(
        values.map(({ accountId, field, value, metricKey }) => ({
          accountId,
          field,
          value,
          metricKey,
        })),
      );
    },
    writingsTo: (organizationId, accountId) => {
      const writings = [...(accountsOf(organizationId).get(accountId)?.values() ?? [])];
      return Promise.resolve(
        structuredClone(writings).sort((one, other) => (one.field < other.field ? -1 : 1)),
      );
    },
    accountsWithValues: async function* (organizationId) {
      const ids = [...accountsOf(organizationId)]
        .filter(([, values]) => [...values.values()].some(({ value }) => value !== null))
        .map(([accountId]) => accountId);
      if (ids.length > 0) yield await Promise.resolve(ids);
    },
    forgetAccounts: (organizationId, accountIds) => {
      for (const accountId of accountIds) accountsOf(organizationId).delete(accountId);
      return Promise.resolve();
    },
  };
}

function memoryRuns(plans: MemoryPlannedChanges, outbox: MemoryOutbox): RunHistory {
  const organizations = new Map<string, readonly PastRun[]>();
  /** By organization and run, then Account and field. */
  const failed = new Map<string, Map<string, FailedValue>>();
  const runsOf = (organizationId: string) => organizations.get(organizationId) ?? [];
  return {
    recordRun: (organizationId, result) => {
      const others = runsOf(organizationId).filter(({ runKey }) => runKey !== result.runKey);
      const run = pastRun(kept(keptPart(result)) as StoredRun);
      organizations.set(organizationId, [...others, run].sort(newestFirst).slice(0, keptRuns));
      const known = new Set(runsOf(organizationId).map(({ runKey }) => runKey));
      for (const key of failed.keys()) {
        const [ofOrganization, runKey = ''] = key.split(' ');
        if (ofOrganization === organizationId && !known.has(runKey)) failed.delete(key);
      }
      plans.keepOnly(organizationId, known);
      outbox.forget(organizationId, result.runKey);
      return Promise.resolve();
    },
    page: (organizationId, query) =>
      Promise.resolve(
        structuredClone(runsOf(organizationId))
          .filter((run) => isWanted(run, query))
          .slice(0, query.limit)
          .map(runSummary),
      ),
    find: (organizationId, runKey) =>
      Promise.resolve(structuredClone(runsOf(organizationId).find((run) => run.runKey === runKey))),
    hasRun: (organizationId, runKey) =>
      Promise.resolve(runsOf(organizationId).some((run) => run.runKey === runKey)),
    recordFailures: (organizationId, runKey, failures) => {
      const own = innerMap(failed, `${organizationId} ${runKey}`);
      for (const each of kept(failures)) own.set(`${each.accountId} ${each.field}`, each);
      return Promise.resolve();
    },
    failures: (organizationId, runKey, narrowed) => {
      const own = [...(failed.get(`${organizationId} ${runKey}`) ?? [])]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, each]) => ({ ...each }));
      return Promise.resolve(own.filter((each) => isAskedFor(each, narrowed)));
    },
    newestRuns: (organizationId, limit) =>
      Promise.resolve(structuredClone(runsOf(organizationId).slice(0, limit))),
  };
}

function isAskedFor(failure: FailedValue, narrowed: FailureFilter): boolean {
  const parts = ['errorCode', 'mapping', 'field'] as const;
  return parts.every((part) => narrowed[part] === null || narrowed[part] === failure[part]);
}

function isWanted(run: PastRun, { after, leavesOutRetries, ...wanted }: RunQuery): boolean {
  if (leavesOutRetries && run.trigger === 'Retry') return false;
  const isAfter = after === null || newestFirst(after, run) < 0;
  const parts = ['status', 'trigger', 'dryRun'] as const;
  return isAfter && parts.every((part) => wanted[part] === null || wanted[part] === run[part]);
}

function memoryKeys(clock: Clock): ApiKeys {
  const keys = new Map<string, { readonly key: ApiKey; readonly secretHash: string }>();
  const isRevoked = (id: string): boolean => {
    const found = keys.get(id);
    if (found?.key.revokedAt !== null) return false;
    keys.set(id, { ...found, key: { ...found.key, revokedAt: clock.now() } });
    return true;
  };
  return {
    issue: (request) => {
      const { id, token, secretHash } = newToken();
      const key = { ...request, id, createdAt: clock.now(), revokedAt: null };
      keys.set(id, { key, secretHash });
      return Promise.resolve({ key, token });
    },
    verify: (token) => {
      const { id = '', secret = '' } = tokenParts(token) ?? {};
      const found = keys.get(id);
      const holds =
        found && isSecretOf(secret, found.secretHash) && isValidAt(found.key, clock.now());
      return Promise.resolve(holds ? found.key : undefined);
    },
    list: () => Promise.resolve([...keys.values()].map(({ key }) => key).reverse()),
    revoke: (id) => Promise.resolve(isRevoked(id)),
    revokeUnless: (id, isRefused) => {
      const all = [...keys.values()].map(({ key }) => key);
      const holding = all.filter(({ revokedAt }) => revokedAt === null);
      const key = holding.find((each) => each.id === id);
      if (key && isRefused(key, holding)) return Promise.resolve('refused');
      return Promise.resolve(isRevoked(id) ? 'revoked' : 'unknown');
    },
  };
}

function newestFirst(one: RunPosition, other: RunPosition): number {
  return (
    other.startedAt.getTime() - one.startedAt.getTime() ||
    (one.runKey < other.runKey ? -1 : Number(one.runKey > other.runKey))
  );
}

/** What a database would have kept: a copy, without what it can't hold. */
function kept<Content>(content: Content): Content {
  return JSON.parse(storableJson(content)) as Content;
}

/** The inner map under the key, made where there is none. */
function innerMap<Key, Inner>(maps: Map<string, Map<Key, Inner>>, key: string): Map<Key, Inner> {
  const found = maps.get(key) ?? new Map<Key, Inner>();
  maps.set(key, found);
  return found;
}
