import type { Period } from '../../../domain/period.ts';
import type { Notice } from '../../../domain/usage-report.ts';
import type { DataType } from '../data-type.ts';
import type { Database } from '../engine/database.ts';
import { numberIn, textIn } from '../engine/row.ts';
import { dayList, type Coverage } from '../storage/coverage.ts';
import { isSamePeriod } from './data-choice.ts';
import { sqlIsUnknownType } from './user-type.ts';

/** Rows that a notice may be about: SQL to select from, and a condition for those that were asked for. */
export interface NoticeRows {
  readonly relation: string;
  readonly condition: string;
}

/** What is odd about the usage that was counted. Needs the table `attribution`. */
export async function usageNotices(rows: NoticeRows, database: Database): Promise<Notice[]> {
  return [...(await rowsWithoutUser(rows, database)), ...(await unknownUserTypes(rows, database))];
}

/** Usage and snapshots of orgs that no License leads to an Account. */
export async function unknownOrganizations(
  sources: readonly string[],
  database: Database,
): Promise<Notice[]> {
  if (sources.length === 0) return [];
  const [found] = await database.rows(
    `SELECT count(DISTINCT organization_id) AS organizations, coalesce(sum(row_count), 0)::BIGINT AS row_count
     FROM (${sources.join(' UNION ALL ')}) ANTI JOIN attribution USING (organization_id)`,
  );
  const organizations = found ? numberIn(found, 'organizations') : 0;
  if (!found || organizations === 0) return [];
  return [
    {
      code: 'UNKNOWN_ORGANIZATION',
      message:
        `${counted(organizations, 'organization')} with ${counted(numberIn(found, 'row_count'), 'row')} ` +
        'in App Analytics belong to no Account: no License of theirs has one. Their usage is counted nowhere.',
      count: organizations,
    },
  ];
}

async function rowsWithoutUser(
  { relation, condition }: NoticeRows,
  database: Database,
): Promise<Notice[]> {
  const [found] = await database.rows(
    `SELECT coalesce(sum(row_count), 0)::BIGINT AS row_count
     FROM ${relation} SEMI JOIN attribution USING (organization_id, package_id)
     WHERE user_id_token IS NULL AND ${condition}`,
  );
  const count = found ? numberIn(found, 'row_count') : 0;
  if (count === 0) return [];
  return [
    {
      code: 'ROWS_WITHOUT_USER',
      message: `${counted(count, 'row')} in App Analytics name no user, so they make nobody an active user.`,
      count,
    },
  ];
}

const typesNamed = 5;

async function unknownUserTypes(
  { relation, condition }: NoticeRows,
  database: Database,
): Promise<Notice[]> {
  const found = await database.rows(
    `SELECT coalesce(user_type, '(blank)') AS user_type, sum(row_count)::BIGINT AS row_count
     FROM ${relation} SEMI JOIN attribution USING (organization_id, package_id)
     WHERE user_id_token IS NOT NULL AND ${sqlIsUnknownType} AND ${condition}
     GROUP BY ALL ORDER BY row_count DESC, user_type`,
  );
  if (found.length === 0) return [];
  const named = found
    .slice(0, typesNamed)
    .map((row) => `"${textIn(row, 'user_type')}" (${counted(numberIn(row, 'row_count'), 'row')})`);
  const list = found.length > typesNamed ? `${named.join(', ')} …` : named.join(', ');
  return [
    {
      code: 'UNKNOWN_USER_TYPE',
      message: `App Analytics has users of a type that is not known: ${list}. They count as external users.`,
      count: found.reduce((sum, row) => sum + numberIn(row, 'row_count'), 0),
    },
  ];
}

/**
 * Says where something can't be counted in the newest complete period.
 *
 * @param what is counted, as the subject of the sentence
 * @param used the period it is counted in; undefined where there is none
 */
export function incompletePeriod(
  what: string,
  wanted: Period,
  used: Period | undefined,
  coverage: Coverage,
): Notice[] {
  if (isSamePeriod(wanted, used)) return [];
  const missing = coverage.missingDays('PackageUsageLog', wanted);
  const instead = used
    ? `The numbers of ${periodText(used)} are used instead.`
    : 'There is no recent period to use instead, so the fields keep what they hold.';
  return [
    {
      code: 'PERIOD_INCOMPLETE',
      message:
        `${what} can't be counted for ${periodText(wanted)}: there is no complete usage log of ` +
        `${dayList(missing)}. ${instead}`,
      count: missing.length,
    },
  ];
}

const filesNamed = 5;

const dataWords: Record<DataType, string> = {
  PackageUsageLog: 'usage log',
  PackageUsageSummary: 'usage summary',
  SubscriberSnapshot: 'subscriber snapshot',
};

/** Says which days are not taken because a file that names them was rejected, and how that ends. */
export function blockedPeriod(
  dataType: DataType,
  period: Period,
  coverage: Coverage,
): readonly Notice[] {
  const blocked = coverage.blockedDays(dataType, period);
  if (blocked.length === 0) return [];
  const byFile = [...Map.groupBy(blocked, ({ file }) => file)];
  const named = byFile
    .slice(0, filesNamed)
    .map(([file, days]) => `${file} (${dayList(days.map(({ day }) => day))})`);
  const list = byFile.length > filesNamed ? `${named.join(', ')} …` : named.join(', ');
  const days = [...new Set(blocked.map(({ day }) => day))];
  return [
    {
      code: 'PERIOD_INCOMPLETE',
      message:
        `No number is taken from the ${dataWords[dataType]} of ${dayList(days)}: it is incomplete, because ` +
        `a file was rejected: ${list}. Whoever delivers the files can deliver it again, corrected and under the ` +
        'same name, or all of the day in one file whose name ends with the day.',
      count: days.length,
    },
  ];
}

/** Says where no snapshot is recent enough to count records. */
export function noSnapshots(coverage: Coverage): Notice {
  const newest = coverage.newestDay('SubscriberSnapshot');
  return {
    code: 'PERIOD_INCOMPLETE',
    message:
      `Records can't be counted: ${newest ? `the newest subscriber snapshot is of ${newest}` : 'no subscriber snapshot was delivered yet'}. ` +
      'The fields keep what they hold until a newer one arrives.',
    count: 1,
  };
}

/** A period as an administrator reads it. */
export function periodText({ start, end }: Period): string {
  return start === end ? start : `${start} to ${end}`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
