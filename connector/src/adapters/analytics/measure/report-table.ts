import { id15 } from '../../../domain/salesforce-id.ts';
import type { AccountNumbers } from '../../../domain/usage-report.ts';
import type { Database } from '../engine/database.ts';
import { numberIn, textIn, type Row } from '../engine/row.ts';

/** The place of external users among the metrics of a report. */
export const externalUsersMetric = -1;

/** What the numbers of a table mean. */
export interface ReportMeaning {
  /** Metric keys by their place in the request. */
  readonly keys: readonly string[];
  /** How many months the external users are summed over. */
  readonly externalMonths: number;
}

/** Sums up what was counted, sorted by Account, so that asking for some reads only their part of the table. */
export async function createReportTable(table: string, database: Database): Promise<void> {
  await database.run(
    `CREATE TEMP TABLE ${table} AS
       SELECT account_id, metric, sum(value)::BIGINT AS value
       FROM counted GROUP BY account_id, metric ORDER BY account_id, metric`,
  );
  await database.run('DROP TABLE counted');
  await database.run('DROP TABLE attribution');
}

/** The numbers of some Accounts, by the ids asked with; Accounts without a row are absent. */
export async function numbersIn(
  table: string,
  accountIds: readonly string[],
  meaning: ReportMeaning,
  database: Database,
): Promise<ReadonlyMap<string, AccountNumbers>> {
  const ids = accountIds.map(id15).sort();
  const [first] = ids;
  const last = ids.at(-1);
  if (first === undefined || last === undefined) return new Map();
  // Loaded already: the database is open.
  const { LIST, listValue, VARCHAR } = await import('@duckdb/node-api');
  const rows = await database.rows(
    `SELECT account_id, metric, value FROM ${table}
     WHERE account_id BETWEEN $1 AND $2 AND account_id IN (SELECT unnest($3))`,
    [first, last, listValue([...new Set(ids)])],
    [VARCHAR, VARCHAR, LIST(VARCHAR)],
  );
  const byAccount = Map.groupBy(rows, (row) => textIn(row, 'account_id'));
  return new Map(
    accountIds.flatMap((id): [string, AccountNumbers][] => {
      const found = byAccount.get(id15(id));
      return found ? [[id, accountNumbers(found, meaning)]] : [];
    }),
  );
}

function accountNumbers(
  rows: readonly Row[],
  { keys, externalMonths }: ReportMeaning,
): AccountNumbers {
  const numbers = new Map<string, number>();
  let externalUsers: number | undefined;
  for (const row of rows) {
    const metric = numberIn(row, 'metric');
    const value = numberIn(row, 'value');
    const key = keys[metric];
    // The sum is divided once, here: thirds added up would round a whole number up to the next.
    if (metric === externalUsersMetric) externalUsers = value / externalMonths;
    else if (key !== undefined) numbers.set(key, value);
  }
  return externalUsers === undefined ? { numbers } : { numbers, externalUsers };
}
