import { accountLicenses, type AccountLicenses } from '../domain/account-licenses.ts';
import { dateOf } from '../domain/calendar-date.ts';
import { retriedFields, type RetriedFields } from '../domain/failed-value.ts';
import type { License } from '../domain/license.ts';
import type { LicensingContext } from '../domain/licensing.ts';
import { mappedMetrics } from '../domain/mapped-metric.ts';
import { sourceNames } from '../domain/mapping.ts';
import type { RunRequest, RunResult } from '../domain/run.ts';
import type { ConnectedOrg } from '../ports/org-connection.ts';
import type { KnownPackage, UsageReport } from '../ports/usage-source.ts';
import type { TellProgress } from '../ports/tell-progress.ts';
import { readAccounts, type AccountsRead } from './accounts/read-accounts.ts';
import { engagementKeys } from './directory/directory-entry.ts';
import { updateDirectory, type DirectoryUpdate } from './directory/update-directory.ts';
import { fetchedFiles } from './fetched-files.ts';
import { valueReasons, type ValuesContext } from './explained-values.ts';
import { readLicenses } from './licenses/read-licenses.ts';
import {
  mergedChanges,
  nothingToClear,
  plannedClearing,
  settleClearing,
  type Clearing,
} from './clear-values.ts';
import { finishRun } from './log/finish-run.ts';
import {
  noteArrived,
  noteMappings,
  noteNotices,
  noteUnassigned,
  planNotes,
  overrideNote,
} from './log/notes.ts';
import { readMappings, type MappingsRead } from './mappings/read-mappings.ts';
import { planRun, type PlanRequest } from './plan-run.ts';
import type { RunPorts } from './run-ports.ts';
import { RunRecorder } from './run-recorder.ts';
import { confirmRun, giveUp, resumeRun } from './resume-run.ts';
import { accountWords, connectWords, usageWords, writeWords } from './step-words.ts';
import { takeRun, type TakenRun } from './take-run.ts';
import { measureUsage } from './usage/measure-usage.ts';
import { adoptValues } from './write/adopt-values.ts';
import { writePlan, type WritePlanRequest } from './write-plan.ts';

/**
 * One pass through the stages, in their order. This is the only file that knows the order.
 *
 * Resolves whatever goes wrong: that ends up in the result, judged Failed, and as an entry that says what to do.
 *
 * @param isResumable whether somebody carries the same run out again when it is given up without being ended
 * @throws RunHandedOver where somebody else goes on with the run; nothing is said of its end then
 */
export async function runSync(
  request: RunRequest,
  ports: RunPorts,
  signal: AbortSignal = new AbortController().signal,
  isResumable = false,
): Promise<RunResult> {
  const recorder = new RunRecorder(request, ports, signal, isResumable);
  try {
    await carryOut(request, ports, signal, recorder);
  } catch (error) {
    recorder.failed(giveUp(error, signal, recorder));
  }
  await confirmRun(recorder, ports, signal);
  return finishRun(recorder, ports);
}

async function carryOut(
  request: RunRequest,
  ports: RunPorts,
  signal: AbortSignal,
  recorder: RunRecorder,
): Promise<void> {
  const taking = (): Promise<TakenRun> => takeRun(request, ports, signal, recorder);
  const taken = await recorder.phase('Connect', taking, connectWords);
  if (taken.checkpoint) return resumeRun(request, taken, ports, signal, recorder);
  const run = await readInputs(request, taken, ports, signal, recorder);
  const accounts = await recorder.phase(
    'Accounts',
    (tell) => accountsOf(run, ports, signal, tell),
    accountWords,
  );
  recorder.accountsRead = accounts.accounts.length;
  noteArrived(recorder, accounts.arrived);

  const measure = () => measured(run, ports);
  await using usage = await recorder.phase('Values', measure, usageWords, !request.retry);
  noteNotices(recorder, usage.notices);

  if (!run.only) {
    await recorder.phase(
      'Directory',
      (tell) =>
        updateDirectory(directoryUpdate(run, accounts, usage, recorder, tell), ports.directory),
      () => `${accounts.accounts.length} Accounts`,
    );
  }
  let clearing = nothingToClear;
  const plan = await recorder.phase(
    'Plan',
    async (tell) => {
      const about = planRequest(request, run, accounts, usage, ports, recorder);
      const own = await planRun({ ...about, tell });
      clearing = await clearingOf(request, run, ports, recorder);
      return { ...own, changes: mergedChanges(own.changes, clearing.changes) };
    },
    ({ changes }) => `${changes.length} Accounts have something to change`,
  );
  const wanted = { ...writing(taken, run), request, plan, clearing, signal };
  await recorder.phase(
    'Write',
    () => writePlan(wanted, ports, recorder),
    () => writeWords(plan),
  );
  await settleClearing(clearing, ports, recorder);
}

/** What writing needs of the steps before, whatever was planned. */
function writing(
  { outbox, org: { organizationId } }: TakenRun,
  { mappings: { settings, mark } }: RunInputs,
): Pick<WritePlanRequest, 'outbox' | 'organizationId' | 'settings' | 'mark'> {
  return { outbox, organizationId, settings, mark };
}

/** A dry run tells what it would clear, and settles no request; a run about some Accounts is not about others. */
async function clearingOf(
  { dryRun }: RunRequest,
  { org, mappings, only }: RunInputs,
  ports: RunPorts,
  recorder: RunRecorder,
): Promise<Clearing> {
  if (only) return nothingToClear;
  const targets = mappings.checked.usable.filter(({ kind }) => kind === 'Metric');
  const owners = new Map(targets.map(({ field, name }) => [field, name]));
  const clearing = await plannedClearing(org.organizationId, owners, ports, recorder);
  return dryRun ? { ...nothingToClear, changes: clearing.changes } : clearing;
}

/** Reads licences and mappings: what every later step depends on. */
async function readInputs(
  request: RunRequest,
  { org }: TakenRun,
  ports: RunPorts,
  signal: AbortSignal,
  recorder: RunRecorder,
): Promise<RunInputs> {
  const { licenses, packages, unassigned } = await recorder.phase(
    'Licenses',
    (tell) => readLicenses(ports.licenses, signal, tell),
    (read) => `${read.licenses.length} licenses of ${read.packages.length} packages`,
  );
  noteUnassigned(recorder, unassigned);

  const mappings = await recorder.phase(
    'Mappings',
    async () => {
      noteNotices(recorder, await fetchedFiles(request, org, ports, signal));
      return readMappings(ports.setup, ports.usage, packages);
    },
    ({ checked }) =>
      `${checked.usable.length} mappings to carry out, ${checked.problems.length} paused`,
    // App Analytics files are fetched and taken in here.
    !request.retry,
  );
  noteMappings(recorder, mappings.checked);
  if (!request.retry) recorder.sources = sourceNames(mappings.checked.usable);
  noteNotices(recorder, mappings.notices);
  recorder.catalogue = mappings.catalogue;
  recorder.logRetentionDays = mappings.settings.logRetentionDays;

  const licensing: LicensingContext = {
    policy: mappings.settings.licensingPolicy,
    today: dateOf(recorder.startedAt),
    packagesNotEnabled: mappings.packagesNotEnabled,
  };
  const only = await retried(request, org, ports);
  return {
    org,
    mappings,
    packages,
    licenses,
    byAccount: accountLicenses(licenses),
    licensing,
    only,
  };
}

/** What the steps after the reading of licences and mappings have in common. */
interface RunInputs {
  readonly org: ConnectedOrg;
  readonly mappings: MappingsRead;
  readonly packages: readonly KnownPackage[];
  readonly licenses: readonly License[];
  readonly byAccount: AccountLicenses;
  readonly licensing: LicensingContext;
  /** For a run that sends failed values again: which. Such a run leaves the directory as it is. */
  readonly only: RetriedFields | undefined;
}

async function retried(
  { retry }: RunRequest,
  { organizationId }: ConnectedOrg,
  { runs }: RunPorts,
): Promise<RetriedFields | undefined> {
  return retry && retriedFields(await runs.failures(organizationId, retry.runKey, retry));
}

function accountsOf(
  { org, mappings, byAccount, only }: RunInputs,
  ports: RunPorts,
  signal: AbortSignal,
  tell: TellProgress,
): Promise<AccountsRead> {
  const wanted = {
    signal,
    tell,
    organizationId: org.organizationId,
    scope: mappings.settings.accountScope,
    licensedAccountIds: byAccount.accountIds,
    mappings: mappings.checked.usable,
    ...(only && { only: [...only.keys()] }),
  };
  return readAccounts(wanted, ports.accounts, ports.ledger);
}

/** Nothing is heard while ISVapp counts: the step is told at once, or a watcher would be left with the one before. */
function measured(
  { mappings, licenses, licensing }: RunInputs,
  ports: RunPorts,
): Promise<UsageReport> {
  const { usable } = mappings.checked;
  return measureUsage(ports.usage, usable, licenses, mappings.settings, licensing, engagementKeys);
}

function directoryUpdate(
  run: RunInputs,
  { accounts }: AccountsRead,
  usage: UsageReport,
  recorder: RunRecorder,
  tell: TellProgress,
): DirectoryUpdate {
  const { org, mappings, byAccount, licensing } = run;
  const values = valuesContext(run, usage);
  return {
    organizationId: org.organizationId,
    accounts,
    licenses: byAccount,
    usage,
    mappings: mappings.checked.usable,
    settings: mappings.settings,
    licensing,
    timeZone: org.timeZone,
    engagement: usage.data,
    reasons: (licenses, numbers) => valueReasons(licenses, numbers, values),
    onProblem: overrideNote(recorder),
    tell,
  };
}

function planRequest(
  { runKey, dryRun }: RunRequest,
  run: RunInputs,
  { accounts, released }: AccountsRead,
  usage: UsageReport,
  ports: RunPorts,
  recorder: RunRecorder,
): Omit<PlanRequest, 'tell'> {
  const { org, byAccount } = run;
  return {
    accounts,
    released,
    ...valuesContext(run, usage),
    licenses: byAccount,
    usage,
    only: run.only,
    ...planNotes(recorder),
    onHeld: async (values) => {
      if (!dryRun) await adoptValues(org.organizationId, runKey, values, ports.ledger);
    },
  };
}

/** What values are decided from; the same for the directory's reasons and for what is written. */
function valuesContext(
  { mappings, packages, licensing }: RunInputs,
  { data }: UsageReport,
): ValuesContext {
  const nameOf = new Map(packages.map(({ id, name }) => [id, name]));
  return {
    metrics: mappedMetrics(mappings.checked.usable, data, mappings.packagesOfFeature),
    licensing,
    packageName: (packageId) => nameOf.get(packageId) ?? packageId,
  };
}
