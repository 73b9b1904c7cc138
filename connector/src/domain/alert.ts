import type { LogEntry, RunResult } from './run.ts';

export const alertKinds = [
  'connection-lost',
  'failed',
  'held',
  'degraded',
  'quota',
  'late',
  'unchanged',
] as const;
/**
 * What an operator is alerted to, worst first: the organization didn't let us in · a run ended early · the mass-change
 * brake holds it · it needs a look · the API allowance is used up · no run has gone through for more than a day · nothing
 * was written for days.
 */
export type AlertKind = (typeof alertKinds)[number];

/** A kind of trouble that an organization has, in words for whoever is alerted. */
export interface Trouble {
  readonly kind: AlertKind;
  /** One line. */
  readonly title: string;
  /** What is known, and what to do. */
  readonly text: string;
}

/** Trouble that was told, or that is over. */
export interface Alert extends Trouble {
  readonly event: 'raised' | 'recovered';
  /** 18 characters. */
  readonly organizationId: string;
  /** Key of the run that showed it. */
  readonly runKey: string;
  readonly at: Date;
}

/** A finished run, as far as it tells of trouble. */
export type JudgedRun = Pick<
  RunResult,
  | 'runKey'
  | 'trigger'
  | 'status'
  | 'message'
  | 'startedAt'
  | 'finishedAt'
  | 'phases'
  | 'values'
  | 'entries'
>;

/** Codes of entries that say that the allowance of API calls is used up, by our reserve or by Salesforce. */
const quotaCodes = new Set(['API_RESERVE_REACHED', 'REQUEST_LIMIT_EXCEEDED']);

const dayMs = 86_400_000;

/**
 * The trouble that the newest run shows.
 *
 * @param newest the run that has just finished; neither a dry run nor a cancelled one, which say nothing of the sync
 * @param earlier the runs before it, in any order
 * @param unchangedDays after how many days without a written value that is trouble; 0 for never
 */
export function troubleOf(
  newest: JudgedRun,
  earlier: readonly JudgedRun[],
  unchangedDays: number,
): readonly Trouble[] {
  const judged = verdictTrouble(newest);
  return [
    ...(judged ? [judged] : []),
    ...quotaTrouble(newest),
    ...unchangedTrouble(newest, earlier, unchangedDays),
  ];
}

function verdictTrouble(run: JudgedRun): Trouble | undefined {
  const { status, message } = run;
  switch (status) {
    case 'Failed':
      // Without a finished phase it did not even get in.
      return run.phases.length === 0
        ? trouble('connection-lost', 'The connector does not get into the organization', run)
        : trouble('failed', 'The sync failed', run);
    case 'Held':
      return {
        kind: 'held',
        title: 'The sync is held: too many values would become empty',
        text: `${message} A Salesforce administrator can look at the run and, if the values may go, approve it.`,
      };
    case 'Degraded':
      return trouble('degraded', 'The sync ran, and something needs a look', run);
    case 'Succeeded':
    case 'Cancelled':
      return undefined;
  }
}

function trouble(kind: AlertKind, title: string, { message, entries }: JudgedRun): Trouble {
  return { kind, title, text: [message, ...worst(entries)].join('\n') };
}

const shownEntries = 3;

/** The entries to look at first, each with what to do. */
function worst(entries: readonly LogEntry[]): readonly string[] {
  const severe = [
    ...entries.filter(({ level }) => level === 'Error'),
    ...entries.filter(({ level }) => level === 'Warning'),
  ];
  const rest = severe.length - shownEntries;
  return [
    ...severe
      .slice(0, shownEntries)
      .map(
        ({ code, count, message, explanation }) => `${code} (${count}×): ${message} ${explanation}`,
      ),
    ...(rest > 0 ? [`and ${rest} more in the log of the run`] : []),
  ];
}

function quotaTrouble({ entries }: JudgedRun): readonly Trouble[] {
  const entry = entries.find(({ code }) => quotaCodes.has(code));
  if (!entry) return [];
  const { message, explanation } = entry;
  return [
    {
      kind: 'quota',
      title: 'The API calls of the organization are used up',
      text: `${message} ${explanation}`,
    },
  ];
}

function unchangedTrouble(
  newest: JudgedRun,
  earlier: readonly JudgedRun[],
  days: number,
): readonly Trouble[] {
  if (days === 0 || newest.values.written > 0 || newest.status === 'Failed') return [];
  const since = newest.startedAt.getTime() - days * dayMs;
  const wrote = earlier.filter(({ values }) => values.written > 0);
  const lastWrittenMs = Math.max(...wrote.map(({ startedAt }) => startedAt.getTime()), 0);
  // A connector that has not run for so long can't know.
  const knowsSoFar = earlier.some(({ startedAt }) => startedAt.getTime() <= since);
  if (!knowsSoFar || lastWrittenMs > since) return [];
  return [
    {
      kind: 'unchanged',
      title: `Nothing was written for ${days} days`,
      text: 'Runs find every value right already. If the customers use the packages, whoever runs the connector can check that new App Analytics files arrive in its inbox.',
    },
  ];
}

/** What to tell, given what was told and is not over yet: each trouble once, and its end once. */
export function alertsToSend(
  run: JudgedRun,
  organizationId: string,
  trouble: readonly Trouble[],
  open: ReadonlySet<AlertKind>,
): readonly Alert[] {
  const { runKey, finishedAt: at } = run;
  const present = new Set(trouble.map(({ kind }) => kind));
  const facts = { organizationId, runKey, at };
  return [
    ...trouble
      .filter(({ kind }) => !open.has(kind))
      .map((each) => ({ ...each, ...facts, event: 'raised' as const })),
    ...alertKinds
      .filter((kind) => open.has(kind) && !present.has(kind) && overBy[kind](run))
      .map((kind) => ({
        kind,
        title: `Over: ${recoveredTitles[kind]}`,
        text: run.message,
        ...facts,
        event: 'recovered' as const,
      })),
  ];
}

const completed = ({ status }: JudgedRun): boolean =>
  status === 'Succeeded' || status === 'Degraded';

/** That failed values were sent again says nothing of the next sync. */
const isSync = ({ trigger }: JudgedRun): boolean => trigger !== 'Retry';

/** Whether a run that does not show the trouble shows that it is over: one that did not come so far proves nothing. */
const overBy: Readonly<Record<AlertKind, (run: JudgedRun) => boolean>> = {
  'connection-lost': ({ phases }) => phases.length > 0,
  failed: (run) => isSync(run) && run.status !== 'Failed',
  held: (run) => isSync(run) && completed(run),
  degraded: ({ status }) => status === 'Succeeded',
  quota: completed,
  late: (run) => isSync(run) && completed(run),
  unchanged: ({ values }) => values.written > 0,
};

const recoveredTitles: Readonly<Record<AlertKind, string>> = {
  'connection-lost': 'the connector gets into the organization again',
  failed: 'the sync no longer fails',
  held: 'the sync is no longer held',
  degraded: 'the sync runs without anything to look at',
  quota: 'there are API calls again',
  late: 'a run has gone through again',
  unchanged: 'values were written again',
};
