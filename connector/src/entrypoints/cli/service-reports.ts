import type { Organization } from '../../domain/organization.ts';
import type {
  ConnectionTest,
  PublishedCatalogue,
  RemovedOrganization,
} from '../../domain/service-status.ts';
import type { PastRun } from '../../ports/run-history.ts';
import type { OpenRun } from '../../ports/run-queue.ts';

export interface OrganizationRuns {
  readonly organizationId: string;
  readonly name: string;
  readonly open: readonly OpenRun[];
  /** The newest first. */
  readonly ended: readonly PastRun[];
}

const noneConnected = 'No organization is connected. "orgs add" connects one.';

export function organizationsReport(organizations: readonly Organization[]): string {
  if (organizations.length === 0) return noneConnected;
  return organizations
    .map(({ id, name, instanceUrl, authKind, isPaused, schedule, nextRunAt }) =>
      [
        `${id}  ${name}`,
        `  ${instanceUrl}, ${authKind}`,
        isPaused
          ? '  paused'
          : `  daily at ${schedule.dailyStart} ${schedule.timeZone}, next ${nextRunAt.toISOString()}`,
      ].join('\n'),
    )
    .join('\n');
}

export function catalogueReport({ metrics, problem }: PublishedCatalogue): string {
  return problem === null
    ? `  ${metrics} metrics can be mapped in its wizard`
    : `  Its wizard offers no metrics yet; the next run publishes them. ${problem}`;
}

export function removalReport({ organizationId, access, problem }: RemovedOrganization): string {
  return [
    `${organizationId} is removed.`,
    ...(access === 'revoked' ? ['  Its access is revoked at Salesforce, too.'] : []),
    ...(problem === null ? [] : [`  ${problem}`]),
  ].join('\n');
}

export function connectionReport({
  organization,
  isSandbox,
  timeZone,
  usage,
}: ConnectionTest): string {
  const { id, name, packageNamespace } = organization;
  return [
    `${id} ${name} lets the connector in.`,
    `  ${isSandbox ? 'sandbox' : 'production'}, time zone ${timeZone}, package ${packageNamespace ? `with namespace ${packageNamespace}` : 'without namespace'}`,
    ...(usage ? [`  API calls of the last 24 hours: ${usage.used} of ${usage.limit}`] : []),
  ].join('\n');
}

export function runsReport(organizations: readonly OrganizationRuns[]): string {
  if (organizations.length === 0) return noneConnected;
  return organizations
    .map(({ organizationId, name, open, ended }) =>
      [
        `${organizationId}  ${name}`,
        ...open.map((run) => runLine(run.since, run.state, run)),
        ...ended.map((run) => `${runLine(run.startedAt, run.status, run)}\n    ${run.message}`),
        ...(open.length + ended.length === 0 ? ['  no run yet'] : []),
      ].join('\n'),
    )
    .join('\n');
}

function runLine(
  at: Date,
  state: string,
  { trigger, dryRun, runKey }: Pick<PastRun, 'trigger' | 'dryRun' | 'runKey'>,
): string {
  return `  ${at.toISOString()}  ${state}  ${trigger}${dryRun ? ', dry run' : ''}  ${runKey}`;
}
