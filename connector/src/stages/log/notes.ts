import type { Account } from '../../domain/account.ts';
import type { EntryBook } from '../../domain/entry-book.ts';
import type { CheckedMappings } from '../../domain/mapping-check.ts';
import type { MappingProblem, UsableMapping } from '../../domain/mapping.ts';
import type { AccountValue, MappedMetric } from '../../domain/mapped-metric.ts';
import type { RunTally } from '../../domain/run-tally.ts';
import type { Notice, NoticeCode } from '../../domain/usage-report.ts';

/** Where notes are put down. */
export interface Notebook {
  readonly book: EntryBook;
  readonly tally: RunTally;
}

/** Expects the metric mappings that are carried out, and tells of paused mappings, and mappings that are carried out but look odd. */
export function noteMappings({ book, tally }: Notebook, checked: CheckedMappings): void {
  tally.expect(checked.usable.filter((mapping) => mapping.kind === 'Metric'));
  const note = (
    level: 'Error' | 'Warning',
    { mapping, code, message, explanation }: MappingProblem,
  ): void => {
    const field = mapping.field === null ? {} : { field: mapping.field };
    book.add({ level, code, message, explanation, mapping: mapping.name, ...field });
  };
  for (const problem of checked.problems) note('Error', problem);
  for (const warning of checked.warnings) note('Warning', warning);
}

/** Accounts whose licence came while the run was reading. */
export function noteArrived({ book }: Notebook, accounts: readonly Account[]): void {
  for (const account of accounts) {
    book.add(
      {
        level: 'Info',
        code: 'LICENSED_DURING_RUN',
        message: 'The License of the Account came while the run was reading.',
        explanation: 'Nothing was decided about the Account. The next run does.',
      },
      account.id,
    );
  }
}

export function noteUnassigned({ book }: Notebook, count: number): void {
  if (count === 0) return;
  book.add({
    level: 'Info',
    code: 'UNASSIGNED_LICENSES',
    message:
      count === 1
        ? '1 License without an Account is not synced.'
        : `${count} Licenses without an Account are not synced.`,
    explanation:
      'Their Lead was not converted yet. A Salesforce administrator can convert it, or set the Account on the License.',
    count,
  });
}

const noticeAdvice: Record<NoticeCode, { level: 'Info' | 'Warning'; explanation: string }> = {
  FILE_REJECTED: {
    level: 'Warning',
    explanation:
      'Nothing of the file was used. The operator of the connector can request it again from App Analytics and put it into the inbox.',
  },
  FILE_NOT_FETCHED: {
    level: 'Warning',
    explanation:
      'Nothing is counted of its days: values that need them stay as they are. It is asked for again tomorrow. If that goes on, the operator of the connector can request it by hand and put it into the inbox.',
  },
  FILES_NOT_REQUESTED: {
    level: 'Warning',
    explanation:
      'Files that came earlier are used. It is tried again tomorrow. A Salesforce administrator can give the integration user access to AppAnalyticsQueryRequest, or the operator can switch fetching off (ANALYTICS_FETCH) and put files into the inbox.',
  },
  FILES_PENDING: {
    level: 'Info',
    explanation: 'They are fetched when they are ready, and counted by the next run.',
  },
  NO_USAGE_DATA: {
    level: 'Info',
    explanation:
      'Metrics that need it are without data. Whoever publishes the packages can enable them for App Analytics: sf package update --enable-app-analytics.',
  },
  UNKNOWN_ORGANIZATION: {
    level: 'Info',
    explanation:
      'If they are customers, a Salesforce administrator can set the Account on their License.',
  },
  UNKNOWN_USER_TYPE: { level: 'Info', explanation: 'Their users are counted as external.' },
  ROWS_WITHOUT_USER: {
    level: 'Info',
    explanation: 'That is usual for automation. There is nothing to do.',
  },
  INTERACTIONS_NARROWED: {
    level: 'Info',
    explanation:
      'So that it is meant: an Account may have users and 0 active ones. The operator of the connector can change the rules, or leave them out.',
  },
  PERIOD_INCOMPLETE: {
    level: 'Warning',
    explanation:
      'The operator of the connector can request the missing files from App Analytics and put them into the inbox.',
  },
};

export function noteNotices({ book }: Notebook, notices: readonly Notice[]): void {
  for (const { code, message, count } of notices)
    book.add({ code, message, count, ...noticeAdvice[code] });
}

/** Override values that can't be used (decision 26). */
export function overrideNote({ book }: Notebook) {
  return (
    account: Account,
    { mapping, problem }: { mapping: UsableMapping; problem: string },
  ): void => {
    book.add(
      {
        level: 'Warning',
        code: 'INVALID_OVERRIDE',
        message: `${mapping.field}: ${problem}.`,
        explanation:
          'The license or the estimate is used instead. Whoever keeps the Account can correct the field.',
        mapping: mapping.name,
        field: mapping.field,
      },
      account.id,
    );
  };
}

/** Counts and entries for values that a plan leaves alone. */
export function planNotes({ book, tally }: Notebook) {
  return {
    onUnchanged: ({ mapping }: MappedMetric): void => {
      tally.add(mapping.name, 'read');
      tally.add(mapping.name, 'unchanged');
    },
    onDeferred: (account: Account, { metric, value }: AccountValue): void => {
      tally.add(metric.mapping.name, 'read');
      tally.add(metric.mapping.name, 'deferred');
      book.add(
        {
          ...deferral(metric, value.reason),
          mapping: metric.mapping.name,
          field: metric.mapping.field,
        },
        account.id,
      );
    },
    onTooLarge: (account: Account, { metric, value }: AccountValue): void => {
      tally.add(metric.mapping.name, 'read');
      tally.add(metric.mapping.name, 'failed');
      book.add(tooLarge(metric, value), account.id);
    },
  };
}

function deferral(
  { key, mapping }: MappedMetric,
  reason: string,
): { level: 'Info' | 'Warning'; code: string; message: string; explanation: string } {
  return reason === 'recalculating'
    ? {
        level: 'Info',
        code: 'RECALCULATION_PENDING',
        message: `${mapping.label} (${key}) is being recalculated.`,
        explanation:
          'The values stay as they are until ISVapp has finished, usually within 24 hours.',
      }
    : {
        level: 'Warning',
        code: 'NO_DATA',
        message: `There is no App Analytics data for ${mapping.label} (${key}) that is recent and complete enough.`,
        explanation:
          'The values stay as they are. The operator of the connector can request the missing files from App Analytics and put them into the inbox.',
      };
}

function tooLarge(
  { mapping }: MappedMetric,
  value: AccountValue['value'],
): Parameters<EntryBook['add']>[0] {
  return {
    level: 'Error',
    code: 'NUMBER_OUTSIDE_VALID_RANGE',
    message: `${value.write ? String(value.value) : 'The value'} has more digits than ${mapping.field} takes.`,
    explanation:
      'A Salesforce administrator can raise the length of the field, or choose another one.',
    mapping: mapping.name,
    field: mapping.field,
  };
}
