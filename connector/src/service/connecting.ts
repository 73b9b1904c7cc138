import type { Store } from '../adapters/store/open-store.ts';
import type { Config, ServiceConfig } from '../config.ts';
import type { Organization } from '../domain/organization.ts';
import type {
  ConnectionTest,
  OrganizationToAdd,
  PublishedCatalogue,
  RemovedOrganization,
} from '../domain/service-status.ts';
import type { AnalyticsFolders } from './analytics-folders.ts';
import {
  cataloguePublishing,
  type CataloguePublishing,
  type CataloguePublishingParts,
} from './catalogue-publishing.ts';
import { keepConfigured } from './configured-organization.ts';
import { addOrganization, testOrganization } from './connect-organization.ts';
import { removeOrganization } from './remove-organization.ts';

export interface ConnectingServiceParts extends CataloguePublishingParts {
  readonly store: Store;
  readonly folders: AnalyticsFolders;
  readonly config: ServiceConfig;
}

/** How organizations are connected and forgotten. */
export interface ConnectingWays {
  /**
   * Connects an organization: it is kept once it has let us in. Throws an OrgError where it does not. What can be
   * mapped is published in it meanwhile.
   */
  add(wanted: OrganizationToAdd): Promise<Organization>;
  /** What came of publishing it in an organization that this process connected; undefined for another. */
  published(id: string): Promise<PublishedCatalogue> | undefined;
  /** Keeps the organization of the variables SALESFORCE_… connected, and its files in the folders themselves; its id. */
  keepConfigured(salesforce: Config['salesforce']): Promise<string>;
  /** Forgets an organization and its secret, and gives back what was approved for it; undefined where there is none. */
  remove(id: string): Promise<RemovedOrganization | undefined>;
  /** Signs in, without changing anything; undefined where there is no such organization. */
  test(id: string): Promise<ConnectionTest | undefined>;
}

/** Closing it waits for what is still being published. */
export interface Connecting extends AsyncDisposable {
  readonly ways: ConnectingWays;
  readonly publish: CataloguePublishing['publish'];
}

/** What can be mapped is published in an organization once it is connected; nobody waits for that here. */
export function openConnecting(parts: ConnectingServiceParts): Connecting {
  const { store, folders, config, clock, logger } = parts;
  const catalogues = cataloguePublishing(parts);
  const { organizations, keys } = store;
  const onNotRevoked = (organizationId: string, problem: string): void => {
    logger.warn(
      { organizationId, problem },
      'What it was connected by before could not be revoked',
    );
  };
  const { scheduleSpreadMs } = config;
  const connecting = { organizations, keys, clock, scheduleSpreadMs, onNotRevoked };
  const connect = (wanted: OrganizationToAdd): Promise<Organization> =>
    addOrganization(wanted, connecting);
  const ways: ConnectingWays = {
    add: async (wanted) => {
      const organization = await connect(wanted);
      void catalogues.publish(organization.id);
      return organization;
    },
    published: (id) => catalogues.newest(id),
    keepConfigured: async (salesforce) => {
      const known = await organizations.list();
      const id = await keepConfigured(salesforce, { ...parts, organizations, add: connect });
      folders.configuredId = id;
      // It is connected anew with each start, and reads all its licenses for this.
      if (!known.some((each) => each.id === id)) void catalogues.publish(id);
      return id;
    },
    test: (id) => testOrganization(id, connecting),
    remove: (id) => removeOrganization(id, connecting),
  };
  return {
    ways,
    publish: (id) => catalogues.publish(id),
    [Symbol.asyncDispose]: () => catalogues[Symbol.asyncDispose](),
  };
}
