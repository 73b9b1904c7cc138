import {
  allowanceFinding,
  certificateFinding,
  clockFinding,
  type Check,
  type Finding,
} from '../domain/diagnosis.ts';
import type { MappingProblem } from '../domain/mapping.ts';
import { OrgError } from '../domain/org-error.ts';
import type { OrgHealth } from '../ports/org-health.ts';
import { readLicenses } from './licenses/read-licenses.ts';
import { failureRemark } from './log/failure-remark.ts';
import { readMappings, type MappingsRead } from './mappings/read-mappings.ts';
import type { RunPorts } from './run-ports.ts';

/** What a diagnosis needs: nothing that writes. */
export type DiagnosisPorts = Pick<
  RunPorts,
  'connection' | 'setup' | 'licenses' | 'usage' | 'clock'
> & {
  readonly health: OrgHealth;
  /** Empty for none. Throws an OrgError where the package isn't there. */
  packageNamespace(): Promise<string>;
  /** Whether the connector is pinned to an organization. */
  readonly isPinned: boolean;
  /** Whether the connector fetches App Analytics files itself. */
  readonly fetchesUsage: boolean;
  /** Of the private key that it signs in with; undefined where that is not known, or there is none. */
  readonly certificateExpiresAt?: Date | undefined;
};

/** Told of a package that is not there; everything before it worked. */
const packageCodes = new Set(['PACKAGE_NOT_FOUND', 'INVALID_NAMESPACE']);

/** Looks at all that a run depends on, and goes on past what fails. Reads only. */
export async function diagnose(ports: DiagnosisPorts): Promise<readonly Finding[]> {
  const { connection, health } = ports;
  const access = await accessFindings(ports);
  const expiresAt = ports.certificateExpiresAt;
  const clock = [
    ...(expiresAt ? [certificateFinding(expiresAt, ports.clock.now())] : []),
    clockFinding(health.clockSkewMs()),
  ];
  const isIn = access.every(({ state }) => state !== 'failed');
  const fetching = ports.fetchesUsage ? (['app-analytics'] as const) : [];
  if (!isIn)
    return [
      ...access,
      ...clock,
      ...skipped('allowance', 'log', ...fetching, 'licenses', 'mappings'),
    ];

  const log = [
    await logFinding(health),
    ...(ports.fetchesUsage ? [await fetchingFinding(health)] : []),
  ];
  const { findings, settings } = await setupFindings(ports);
  const reserve = settings?.apiReservePercent ?? 0;
  return [...access, ...clock, allowanceFinding(connection.usage(), reserve), ...log, ...findings];
}

/** Whether the organization lets us in, is the right one, and has the package. */
async function accessFindings(ports: DiagnosisPorts): Promise<readonly Finding[]> {
  const { connection, isPinned } = ports;
  try {
    const { instanceUrl, name, organizationId, isSandbox, timeZone } = await connection.connect();
    const namespace = await ports.packageNamespace();
    const words = `${name} (${organizationId}), ${isSandbox ? 'a sandbox' : 'production'}, time zone ${timeZone}.`;
    return [
      { check: 'connection', state: 'ok', found: `${instanceUrl} lets the connector in.` },
      isPinned ? { check: 'organization', state: 'ok', found: words } : unpinned(words),
      {
        check: 'package',
        state: 'ok',
        found: packageWords(namespace, await ports.health.packageVersion()),
      },
    ];
  } catch (error) {
    if (error instanceof OrgError && packageCodes.has(error.code))
      return [
        { check: 'connection', state: 'ok', found: 'The organization lets the connector in.' },
        failed('package', error),
      ];
    return [failed('connection', error), ...skipped('organization', 'package')];
  }
}

function packageWords(namespace: string, version: string | undefined): string {
  if (namespace === '') return 'It has no namespace.';
  return `Its namespace is ${namespace}, ${version === undefined ? 'its version is not told to the integration user' : `its version is ${version}`}.`;
}

function unpinned(found: string): Finding {
  return {
    check: 'organization',
    state: 'warning',
    found: `${found} The connector is not pinned to it.`,
    remedy:
      'Whoever runs the connector can set SALESFORCE_ORGANIZATION_ID, so that a refreshed sandbox or another organization at the address is refused.',
  };
}

async function logFinding(health: OrgHealth): Promise<Finding> {
  try {
    const missing = await health.missingLogAccess();
    if (missing.length === 0)
      return { check: 'log', state: 'ok', found: 'Runs can be logged in the organization.' };
    return {
      check: 'log',
      state: 'failed',
      found: `The integration user lacks ${missing.join(', ')}.`,
      remedy:
        'A Salesforce administrator can assign the permission set IsvappConnector to the integration user. Where it is assigned, the package is older than the connector: they can install the newest version.',
    };
  } catch (error) {
    return failed('log', error);
  }
}

async function fetchingFinding(health: OrgHealth): Promise<Finding> {
  const check = 'app-analytics';
  try {
    const missing = await health.missingUsageAccess();
    if (missing.length === 0)
      return { check, state: 'ok', found: 'App Analytics files can be asked for.' };
    return {
      check,
      state: 'failed',
      found: `The integration user lacks ${missing.join(', ')}.`,
      remedy:
        'A Salesforce administrator can give it Create, Read, Edit, Delete, View All and Modify All on App Analytics Query Request, and its fields; or whoever runs the connector delivers the files and sets ANALYTICS_FETCH=false.',
    };
  } catch (error) {
    return failed(check, error);
  }
}

/** Licences and mappings: mappings are checked against the packages that licences name. */
async function setupFindings({ licenses, setup, usage }: DiagnosisPorts): Promise<{
  readonly findings: readonly Finding[];
  readonly settings?: MappingsRead['settings'];
}> {
  let found: Finding[] = [];
  try {
    const read = await readLicenses(licenses);
    found = [licenseFinding(read.licenses.length, read.packages.length)];
    // Files that arrived are for the next run to take in.
    const looking = { ...usage, refresh: () => Promise.resolve([]) };
    const { checked, settings } = await readMappings(setup, looking, read.packages);
    const { usable, problems, warnings } = checked;
    const sound: Finding = {
      check: 'mappings',
      state: 'ok',
      found: `${usable.length} can be carried out.`,
    };
    found.push(
      ...(usable.length > 0 || problems.length === 0 ? [sound] : []),
      ...problems.map((problem) => mappingFinding(problem, 'failed')),
      ...warnings.map((problem) => mappingFinding(problem, 'warning')),
    );
    return { findings: found, settings };
  } catch (error) {
    if (found.length > 0) return { findings: [...found, failed('mappings', error)] };
    return { findings: [failed('licenses', error), ...skipped('mappings')] };
  }
}

function licenseFinding(licenses: number, packages: number): Finding {
  const found = `${licenses} licenses of ${packages} packages can be read.`;
  if (licenses > 0) return { check: 'licenses', state: 'ok', found };
  return {
    check: 'licenses',
    state: 'warning',
    found,
    remedy:
      'Where there should be some, a Salesforce administrator can give the integration user View All on the License object (sfLma__License__c).',
  };
}

function mappingFinding(
  { mapping, message, explanation }: MappingProblem,
  state: 'failed' | 'warning',
): Finding {
  return {
    check: 'mappings',
    state,
    found: `${mapping.label} (${mapping.name}): ${message}`,
    remedy: explanation,
  };
}

function failed(check: Check, error: unknown): Finding {
  const { message, explanation } = failureRemark(error);
  return { check, state: 'failed', found: message, remedy: explanation };
}

function skipped(...checks: readonly Check[]): readonly Finding[] {
  return checks.map((check) => ({ check, state: 'skipped', found: 'Could not be looked at.' }));
}
