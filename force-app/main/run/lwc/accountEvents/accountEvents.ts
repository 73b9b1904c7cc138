import type { AccountOutcome } from 'apex/AccountOutcomeController';
import type { AccountEvent } from 'apex/SyncLogController';
import { logLabels } from 'c/logLabels';
import { planLabels } from 'c/planLabels';
import type { Tone } from 'c/statusText';
import { filled, momentText, numberText, reasonText } from 'c/texts';

/** Something that happened to an Account, as the page shows it. */
export interface EventRow {
  readonly key: string;
  readonly happenedAt: string;
  readonly runId?: string | null;
  readonly runName?: string | null;
  readonly level: { readonly text: string; readonly tone: Tone };
  readonly facts: string;
  readonly lines: readonly string[];
}

const levels: Readonly<Record<string, EventRow['level']>> = {
  Error: { text: logLabels.levelError, tone: 'bad' },
  Warning: { text: logLabels.levelWarning, tone: 'attention' },
  Info: { text: logLabels.levelInfo, tone: 'quiet' },
};

const outcomes: Readonly<Record<string, EventRow['level']>> = {
  written: { text: logLabels.columnWritten, tone: 'good' },
  failed: { text: logLabels.columnFailed, tone: 'bad' },
  deferred: { text: logLabels.deferred, tone: 'quiet' },
};

/**
 * What the connector knows of each value, and what the log says besides, the newest first.
 * @param log entries of the org, which name a few Accounts of each problem
 * @param known outcomes of the connector; what the log says of the same is told with them
 */
export function accountEvents(
  log: readonly AccountEvent[],
  known: readonly AccountOutcome[],
): readonly EventRow[] {
  const told = new Set<AccountEvent>();
  const rows = known.map((outcome, index) => {
    const same = log.filter((event) => isSame(event, outcome));
    for (const each of same) told.add(each);
    return outcomeRow(outcome, index, same[0]);
  });
  const others = log.filter((event) => !told.has(event)).map(logRow);
  return [...rows, ...others].sort((one, other) => other.happenedAt.localeCompare(one.happenedAt));
}

/** An entry about a whole run, such as a dry run, names no mapping. */
function isSame(event: AccountEvent, outcome: AccountOutcome): boolean {
  return (
    event.runId === outcome.runId &&
    event.errorCode === outcome.errorCode &&
    (event.developerName == null || event.developerName === outcome.developerName)
  );
}

function outcomeRow(
  outcome: AccountOutcome,
  index: number,
  entry: AccountEvent | undefined,
): EventRow {
  const { beforeValue, afterValue, explanation } = outcome;
  const values = [valueText(beforeValue), valueText(afterValue), reasonText(explanation)];
  return {
    key: `outcome-${index}`,
    happenedAt: outcome.happenedAt,
    runId: outcome.runId,
    runName: outcome.runName,
    level: outcomes[outcome.outcome] ?? { text: outcome.outcome, tone: 'quiet' },
    facts: factsOf([
      momentText(outcome.happenedAt),
      outcome.mappingLabel ?? outcome.developerName,
      outcome.fieldLabel,
      outcome.errorCode,
    ]),
    lines: [
      filled(logLabels.historyChange, ...values),
      ...sentences(outcome.message, entry?.explanation),
    ],
  };
}

function logRow(event: AccountEvent): EventRow {
  return {
    key: event.entryId,
    happenedAt: event.happenedAt,
    runId: event.runId,
    runName: event.runName,
    level: levels[event.level] ?? { text: event.level, tone: 'quiet' },
    facts: factsOf([
      momentText(event.happenedAt),
      event.mappingLabel ?? event.developerName,
      event.accountField,
      event.errorCode,
    ]),
    lines: sentences(event.message, event.explanation),
  };
}

/** NULL is a word and no blank, so that it is not taken for 0. */
function valueText(value: number | null | undefined): string {
  return value == null ? planLabels.noValue : numberText(value);
}

function factsOf(facts: readonly (string | null | undefined)[]): string {
  return facts.filter(Boolean).join(' · ');
}

function sentences(...texts: readonly (string | null | undefined)[]): readonly string[] {
  return texts.flatMap((text) => (text == null || text === '' ? [] : [reasonText(text)]));
}
