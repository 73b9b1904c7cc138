import { heldInMemory } from '../adapters/salesforce/http/held-credentials.ts';
import { openSalesforce } from '../adapters/salesforce/open-salesforce.ts';
import { nextStart, startDelayMs } from '../domain/daily-schedule.ts';
import type { Organization } from '../domain/organization.ts';
import type { ConnectionTest, OrganizationToAdd } from '../domain/service-status.ts';
import { disposable, salesforceOf } from '../organization-access.ts';
import type { Clock } from '../ports/clock.ts';
import type { Organizations } from '../ports/organizations.ts';
import { replacedAccess } from './access-revocation.ts';

export interface ConnectingParts {
  readonly organizations: Organizations;
  readonly clock: Clock;
  readonly scheduleSpreadMs: number;
  /** Told where what an organization was connected by before still holds at Salesforce; it is connected all the same. */
  readonly onNotRevoked: (organizationId: string, problem: string) => void;
}

/**
 * Signs in first: what does not let us in is not kept, and what answers is what is pinned. What it was connected by before
 * is given back last, when the new secret works and is kept.
 *
 * @throws OrgError where the organization does not let us in, or another one answers
 */
export async function addOrganization(
  wanted: OrganizationToAdd,
  { organizations, clock, scheduleSpreadMs, onNotRevoked }: ConnectingParts,
): Promise<Organization> {
  const { instanceUrl, allowLocalAddress } = wanted;
  const held = heldInMemory(wanted.secret);
  await using salesforce = disposable(
    openSalesforce({ ...wanted, loginUrl: instanceUrl, auth: held, clock }),
  );
  const org = await salesforce.connection.connect();
  const packageNamespace = wanted.packageNamespace ?? (await salesforce.packageNamespace());
  const { schedule } = await salesforce.requests.readRequests();
  const now = clock.now();
  const id = org.organizationId;
  const giveBackReplaced = await replacedAccess(id, wanted.secret, organizations, clock);
  await organizations.save(
    {
      id,
      name: org.name,
      instanceUrl: new URL(instanceUrl).origin,
      allowLocalAddress,
      packageNamespace,
      schedule,
      nextRunAt: nextStart(schedule, now, startDelayMs(id, scheduleSpreadMs)),
      nextPollAt: now,
    },
    // What the sign-in made of it: a refresh token may have been replaced.
    await held.newest(),
  );
  const saved = await organizations.find(id);
  if (!saved) throw new Error(`Organization ${id} was removed while it was being added.`);
  const { problem } = await giveBackReplaced();
  if (problem !== null) onNotRevoked(id, problem);
  return saved;
}

/** Signs in, without changing anything; undefined where there is no such organization. */
export async function testOrganization(
  id: string,
  { organizations, clock }: Pick<ConnectingParts, 'organizations' | 'clock'>,
): Promise<ConnectionTest | undefined> {
  const organization = await organizations.find(id);
  if (!organization) return undefined;
  await using salesforce = await salesforceOf(organization, organizations, clock);
  const { isSandbox, timeZone } = await salesforce.connection.connect();
  return { organization, isSandbox, timeZone, usage: salesforce.connection.usage() };
}
