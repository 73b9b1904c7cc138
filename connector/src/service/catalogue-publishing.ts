import type { Store } from '../adapters/store/open-store.ts';
import type { openLogger } from '../adapters/telemetry/logger.ts';
import type { ServiceConfig } from '../config.ts';
import type { PublishedCatalogue } from '../domain/service-status.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import { publishCatalogue } from '../stages/publish-catalogue.ts';
import { openedOrBusy, type OpenedAnalytics, type SharedAnalytics } from './shared-analytics.ts';
import { noteCoverage } from './usage-fetching.ts';

export interface CataloguePublishingParts {
  readonly store: Pick<Store, 'organizations' | 'usageRequests'>;
  readonly analytics: SharedAnalytics;
  readonly config: Pick<ServiceConfig, 'analytics'>;
  readonly clock: Clock;
  readonly logger: ReturnType<typeof openLogger>;
}

/** Publishes what can be mapped in organizations whose runs have not done so yet. */
export interface CataloguePublishing extends AsyncDisposable {
  /**
   * Publishes the catalogue of a connected organization, with what waits in its inbox taken in; joins whoever does so
   * already. What goes wrong is logged and told, not thrown: the next run publishes it as well.
   */
  publish(organizationId: string): Promise<PublishedCatalogue>;
  /** What came of the newest time; undefined where there was none in this process. */
  newest(organizationId: string): Promise<PublishedCatalogue> | undefined;
}

/** Closing it waits for what is under way. */
export function cataloguePublishing(parts: CataloguePublishingParts): CataloguePublishing {
  const newest = new Map<string, Promise<PublishedCatalogue>>();
  const underWay = new Map<string, Promise<PublishedCatalogue>>();
  const begin = (id: string): Promise<PublishedCatalogue> => {
    const publishing = published(id, parts).finally(() => underWay.delete(id));
    underWay.set(id, publishing);
    newest.set(id, publishing);
    return publishing;
  };
  return {
    publish: (id) => underWay.get(id) ?? begin(id),
    newest: (id) => newest.get(id),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(underWay.values());
    },
  };
}

async function published(
  organizationId: string,
  parts: CataloguePublishingParts,
): Promise<PublishedCatalogue> {
  const { logger } = parts;
  try {
    const metrics = await inOrganization(organizationId, parts);
    logger.info({ organizationId, metrics }, 'The catalogue of metrics was published');
    return { metrics, problem: null };
  } catch (error) {
    logger.warn(
      { organizationId, error },
      'The catalogue of metrics could not be published; the next run does it',
    );
    return { metrics: null, problem: error instanceof Error ? error.message : String(error) };
  }
}

async function inOrganization(id: string, parts: CataloguePublishingParts): Promise<number> {
  const { store, analytics, clock } = parts;
  const organization = await store.organizations.find(id);
  if (!organization) throw new Error(`Organization ${id} is not connected any more.`);
  await using salesforce = await salesforceOf(organization, store.organizations, clock);
  // Whoever has them open already may be a run, which sees one definition of the features from beginning to end.
  const isAlone = !analytics.isOpen(id);
  await using usage = await openedOrBusy(id, analytics);
  if (isAlone) await takeIn(id, usage, parts);
  return await publishCatalogue({ ...salesforce, usage });
}

/** Takes in what waits, where this connector counts. A file that is set aside blocks its days, of which runs tell as well. */
async function takeIn(
  organizationId: string,
  usage: OpenedAnalytics,
  { store, config, clock, logger }: CataloguePublishingParts,
): Promise<void> {
  const { isvapp, fetch } = config.analytics;
  if (isvapp) return;
  for (const notice of await usage.refresh())
    logger.warn({ organizationId, notice }, notice.message);
  if (fetch) await noteCoverage(organizationId, usage, { fetch, book: store.usageRequests, clock });
}
