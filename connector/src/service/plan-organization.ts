import { randomUUID } from 'node:crypto';
import type { Store } from '../adapters/store/open-store.ts';
import type { SyncPlan } from '../domain/sync-plan.ts';
import { salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { RunObserver } from '../ports/run-observer.ts';
import { planSync } from '../stages/plan-sync.ts';
import type { SharedAnalytics } from './shared-analytics.ts';

export interface PlanOrganizationParts {
  readonly store: Store;
  readonly analytics: SharedAnalytics;
  readonly clock: Clock;
}

/** What a run of the connected organization would do now. Rejects where it is not connected. */
export async function planOrganization(
  organizationId: string,
  observer: RunObserver,
  signal: AbortSignal,
  { store, analytics, clock }: PlanOrganizationParts,
): Promise<SyncPlan> {
  const organization = await store.organizations.find(organizationId);
  if (!organization) throw new Error(`Organization ${organizationId} is not connected any more.`);
  await using opened = new AsyncDisposableStack();
  const salesforce = opened.use(await salesforceOf(organization, store.organizations, clock));
  const usage = opened.use(await analytics.use(organizationId));
  return await planSync(randomUUID(), { ...salesforce, ...store, usage, clock, observer }, signal);
}
