import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { openMemoryStore } from '../../../src/adapters/store/memory-store.ts';
import type { DirectoryEntry } from '../../../src/domain/account.ts';
import type { ApiScope } from '../../../src/domain/api-key.ts';
import type { FailureFilter } from '../../../src/domain/failed-value.ts';
import type { PreviewRequest } from '../../../src/domain/preview.ts';
import { httpApp, type AppOptions } from '../../../src/entrypoints/http/app.ts';
import type { ApiService } from '../../../src/entrypoints/http/api-service.ts';
import type { DirectoryHead } from '../../../src/ports/directory.ts';

export const organizationId = '00D000000000001AAA';
export const otherOrganizationId = '00D000000000002AAA';
export const now = new Date('2026-11-24T10:00:00Z');
const clock = { now: () => now, sleep: () => Promise.resolve() };

export const head: DirectoryHead = {
  columns: [
    { name: 'Segment__c', type: 'picklist' },
    { name: 'Score__c', type: 'number' },
    { name: 'IsReference__c', type: 'checkbox' },
  ],
  // Internal seats of an entry come from its licence: the field is blank there.
  overrideFields: { InternalSeats: 'InternalSeats__c', ExternalSeats: 'ExternalSeats__c' },
  targets: { Metric_DAU: 'DAU__c', Metric_MAU: 'MAU__c' },
};

export function accountId(number: number): string {
  return `001${String(number).padStart(12, '0')}AAA`;
}

export function entry(number: number, part: Partial<DirectoryEntry> = {}): DirectoryEntry {
  return {
    accountId: accountId(number),
    name: `Account ${String(number).padStart(4, '0')}`,
    isActive: true,
    display: { Segment__c: 'SMB', Score__c: 0, IsReference__c: false },
    internalSeats: { seats: null, source: 'license' },
    externalSeats: { seats: 0, source: 'override' },
    renewal: { date: '2027-01-31', source: 'license' },
    mau: 0,
    reasons: {
      Metric_DAU: { reason: 'not-licensed', explanation: 'not licensed for it' },
      Metric_MAU: { reason: 'no-usage', explanation: 'no usage from 2026-10-01 to 2026-10-31' },
    },
    ...part,
  };
}

/** The API over a store in memory, with what a test makes of its organization. */
export class StandIn {
  readonly store = openMemoryStore(clock);
  readonly previews: PreviewRequest[] = [];
  readonly retries: (readonly [string, FailureFilter])[] = [];
  preview: ApiService['preview'] = (_, request) => {
    this.previews.push(request);
    return Promise.resolve({ rows: [], counts: { number: 1, zero: 0, null: 2, kept: 0 } });
  };
  retry: ApiService['retry'] = (_, runKey, narrowed) => {
    this.retries.push([runKey, narrowed]);
    return Promise.resolve({ runKey: 'new-run', accounts: 3 });
  };
  checkReady: ApiService['checkReady'] = () => Promise.resolve();

  app(requestsPerMinute = 10_000, metrics?: AppOptions['metrics']): Promise<FastifyInstance> {
    const { directory, ledger, keys, plannedChanges } = this.store;
    return httpApp(
      {
        version: '1.2.3',
        keys,
        directory,
        ledger,
        plannedChanges,
        serves: (id) => Promise.resolve(id === organizationId),
        preview: (...request) => this.preview(...request),
        retry: (...request) => this.retry(...request),
        checkReady: () => this.checkReady(),
      },
      { requestsPerMinute, metrics },
    );
  }

  async tokenOf(scope: ApiScope, organization = organizationId): Promise<string> {
    const request = {
      organizationId: organization,
      name: `a ${scope} key`,
      scope,
      expiresAt: null,
    };
    return (await this.store.keys.issue(request)).token;
  }

  async fill(...entries: readonly DirectoryEntry[]): Promise<void> {
    const list = (async function* () {
      yield await Promise.resolve(entries);
    })();
    await this.store.directory.replaceEntries(organizationId, list, head);
  }
}

/** Asks with a key. */
export function asker(app: FastifyInstance, token: string) {
  return (url: string, options: InjectOptions = {}): Promise<LightMyRequestResponse> =>
    app.inject({
      url,
      ...options,
      headers: { authorization: `Bearer ${token}`, ...options.headers },
    });
}
