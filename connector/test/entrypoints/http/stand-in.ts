import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { openMemoryStore } from '../../../src/adapters/store/memory-store.ts';
import type { Store } from '../../../src/adapters/store/open-store.ts';
import type { DirectoryEntry } from '../../../src/domain/account.ts';
import type { ApiScope } from '../../../src/domain/api-key.ts';
import type { Mapping } from '../../../src/domain/mapping.ts';
import type { Organization } from '../../../src/domain/organization.ts';
import type { PreviewRequest } from '../../../src/domain/preview.ts';
import type { OrganizationToAdd } from '../../../src/domain/service-status.ts';
import { defaultSettings } from '../../../src/domain/settings.ts';
import { httpApp, type AppOptions } from '../../../src/entrypoints/http/app.ts';
import type { ApiService, SetupSeen } from '../../../src/entrypoints/http/api-service.ts';
import type { OpenRun } from '../../../src/ports/run-queue.ts';
import { browserSignIn, type BrowserSignIn } from '../../../src/service/browser-sign-in.ts';
import type { DirectoryHead } from '../../../src/ports/directory.ts';
import { managedKeys } from '../../../src/service/managed-keys.ts';
import { removeOrganization } from '../../../src/service/remove-organization.ts';
import { explainAccount } from '../../../src/stages/explain-account.ts';

export const organizationId = '00D000000000001AAA';
export const otherOrganizationId = '00D000000000002AAA';
export const now = new Date('2026-11-24T10:00:00Z');
export const clock = { now: () => now, sleep: () => Promise.resolve() };

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
    wau: 0,
    dau: 0,
    reasons: {
      Metric_DAU: { reason: 'not-licensed', explanation: 'not licensed for it' },
      Metric_MAU: { reason: 'no-usage', explanation: 'no usage from 2026-10-01 to 2026-10-31' },
    },
    ...part,
  };
}

export const secretKeys = { current: Buffer.alloc(32, 7), previous: undefined };

export const redirectUri = 'https://connector.example.com/oauth/callback';

const mapping: Mapping = {
  name: 'Metric_MAU',
  label: 'MAU',
  kind: 'Metric',
  object: 'Account',
  field: 'MAU__c',
  metricKey: 'engagement.mau',
  isActive: true,
};

const setupSeen: SetupSeen = {
  readAt: now,
  mappings: [mapping, { ...mapping, name: 'Metric_Old', isActive: false }],
  checked: {
    usable: [],
    problems: [
      { mapping, code: 'FIELD_NOT_FOUND', message: 'No field MAU__c.', explanation: 'Create it.' },
    ],
    warnings: [],
  },
  settings: defaultSettings,
  catalogue: [],
};

/** The API over a store in memory, with what a test makes of its organization. */
export class StandIn {
  readonly store: Store;
  readonly previews: PreviewRequest[] = [];
  readonly retries: (readonly [string, Parameters<ApiService['retry']>[2]])[] = [];
  constructor(store: Store = openMemoryStore(clock, secretKeys)) {
    this.store = store;
  }

  preview: ApiService['preview'] = (_, request) => {
    this.previews.push(request);
    return Promise.resolve({ rows: [], counts: { number: 1, zero: 0, null: 2, kept: 0 } });
  };
  retry: ApiService['retry'] = (_, runKey, which) => {
    this.retries.push([runKey, which]);
    return Promise.resolve({ runKey: 'new-run', accounts: 3 });
  };
  checkReady: ApiService['checkReady'] = () => Promise.resolve();
  /** What the service does of its own where a test says nothing else. */
  own: Partial<ApiService> = {};
  readonly added: OrganizationToAdd[] = [];
  readonly started: Parameters<ApiService['startRun']>[] = [];
  open: OpenRun[] = [];

  app(
    requestsPerMinute = 10_000,
    metrics?: AppOptions['metrics'],
    trustedProxies?: readonly string[],
  ): Promise<FastifyInstance> {
    return httpApp(this.service(), { requestsPerMinute, metrics, trustedProxies });
  }

  private get browser(): BrowserSignIn {
    const pending = this.store.pendingAuthorizations;
    return browserSignIn({ pending, add: () => this.connect(), clock });
  }

  service(): ApiService {
    return {
      ...this.store,
      explain: (id, account) => explainAccount(id, account, this.store),
      version: '1.2.3',
      serves: async (id) =>
        id === organizationId || (await this.store.organizations.find(id)) !== undefined,
      preview: (...request) => this.preview(...request),
      retry: (...request) => this.retry(...request),
      checkReady: () => this.checkReady(),
      queue: {
        openOf: (id) => Promise.resolve(this.open.filter((run) => run.organizationId === id)),
        cancel: (runKey) => Promise.resolve(this.open.some((run) => run.runKey === runKey)),
      },
      startRun: (...request) => {
        this.started.push(request);
        return Promise.resolve({ runKey: 'new-run' });
      },
      setup: () => Promise.resolve(setupSeen),
      add: (wanted) => {
        this.added.push(wanted);
        return this.connect();
      },
      authorize: async (wanted) => ({
        ...(await this.browser.begin({ ...wanted, redirectUri })),
        redirectUri,
      }),
      finishAuthorization: async (parameters) =>
        (await this.browser.finish(parameters)).organization,
      test: async (id) => {
        const organization = await this.store.organizations.find(id);
        return (
          organization && { organization, isSandbox: false, timeZone: 'UTC', usage: undefined }
        );
      },
      remove: (id) => removeOrganization(id, { ...this.store, clock }),
      managedKeys: managedKeys({ ...this.store, clock }),
      ...this.own,
    };
  }

  /** Connects an organization, as `orgs add` would. */
  async connect(id = organizationId): Promise<Organization> {
    await this.store.organizations.save(
      {
        id,
        name: 'Acme',
        instanceUrl: 'https://acme.my.salesforce.com',
        allowLocalAddress: false,
        packageNamespace: '',
        schedule: { dailyStart: '23:30', timeZone: 'UTC' },
        nextRunAt: now,
        nextPollAt: now,
      },
      { kind: 'client-credentials', clientId: 'client', clientSecret: 'hush-hush' },
    );
    const saved = await this.store.organizations.find(id);
    if (!saved) throw new Error('It was not kept.');
    return saved;
  }

  async tokenOf(scope: ApiScope, organization: string | null = organizationId): Promise<string> {
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
